from django.urls import path

from contacts.views import companies, people

app_name = "contacts"

urlpatterns = [
    path("people/", people.contact_list, name="list"),
    path("people/new/", people.new, name="new"),
    path("people/<int:pk>/", people.contact, name="contact"),
    path("people/<int:pk>/edit/", people.edit, name="edit"),
    path("people/<int:pk>/archive/", people.archive, name="archive"),
    path("people/<int:pk>/delete/", people.delete, name="delete"),
    path("companies/", companies.company_list, name="company_list"),
    path("companies/new/", companies.new, name="new_company"),
    path("companies/<int:pk>/", companies.company, name="company"),
    path("companies/<int:pk>/edit/", companies.edit, name="edit_company"),
    path("companies/<int:pk>/delete/", companies.delete, name="delete_company"),
]
