"""Between the interviews: the people she keeps."""

from contacts.models import TouchKind
from story.parts import FRI, THU, TUE, WED, Kept, Moved, Touched, in_days, weeks_ago

KEPT = (
    Kept("Nadia Okafor", 120),
    Kept("Tomasz Wilk", 60),
    Kept("Ruth Calloway", 90, by="Tomasz Wilk"),
    Kept("Ines Duarte", 30),
    Kept("Samuel Adeyemi", 90, where="The meetup on cheap sensors, in the corner by the radiator"),
    Kept("Zeynep Aksoy", by="Tomasz Wilk"),
)

TOUCHES = (
    Touched("Tomasz Wilk", TouchKind.COFFEE, weeks_ago(14, FRI), "He gave Quillwork my name."),
    Touched("Ruth Calloway", TouchKind.CALLED, weeks_ago(8, THU), "What to ask a bank."),
    Touched("Tomasz Wilk", TouchKind.WROTE, weeks_ago(9, TUE), "Told him how Quillwork ended."),
    Touched("Mei Tan", TouchKind.HELPED, weeks_ago(5, WED), "Read her CV and moved one line."),
    Touched("Ines Duarte", TouchKind.HELPED_ME, weeks_ago(2, TUE), "Told me of the other team."),
    Touched("Ruth Calloway", TouchKind.HELPED_ME, in_days(-20), "She knows the payments team."),
)

MOVES = (Moved("Ruth Calloway", "Tidewater Logistics", "director of platform", weeks_ago(4, WED)),)
