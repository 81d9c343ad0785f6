from django.urls import path

from contacts import views

app_name = "contacts"

urlpatterns = [
    path("people/", views.contact_list, name="list"),
    path("people/new/", views.new, name="new"),
    path("people/<int:pk>/", views.contact, name="contact"),
    path("people/<int:pk>/edit/", views.edit, name="edit"),
    path("people/<int:pk>/archive/", views.archive, name="archive"),
    path("people/<int:pk>/delete/", views.delete, name="delete"),
    path("companies/", views.company_list, name="company_list"),
    path("companies/new/", views.new_company, name="new_company"),
    path("companies/<int:pk>/", views.company, name="company"),
    path("companies/<int:pk>/edit/", views.edit_company, name="edit_company"),
    path("companies/<int:pk>/delete/", views.delete_company, name="delete_company"),
]
