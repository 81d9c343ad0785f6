from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "core"

    def ready(self) -> None:
        from core import ownership_checks  # noqa: F401  (registers them, once models are there)
