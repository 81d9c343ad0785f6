from django.urls import path

from contacts.views import cards, companies, merging, moves, people, touches

app_name = "contacts"

urlpatterns = [
    path("people/", people.contact_list, name="list"),
    path("people/new/", people.new, name="new"),
    path("people/cards.vcf", cards.cards, name="cards"),
    path("people/there/", moves.there, name="there"),
    path("people/<int:pk>/", people.contact, name="contact"),
    path("people/<int:pk>/card.vcf", cards.card, name="card"),
    path("people/<int:pk>/qr.svg", cards.code, name="code"),
    path("people/<int:pk>/edit/", people.edit, name="edit"),
    path("people/<int:pk>/touch/", touches.touch, name="touch"),
    path("people/<int:pk>/later/", touches.later, name="later"),
    path("people/<int:pk>/next/", touches.next_on, name="next"),
    path("people/<int:pk>/moved/", moves.moved, name="moved"),
    path("people/doubles/", merging.likely, name="doubles"),
    path("people/<int:pk>/merge/", merging.choose_person, name="merge"),
    path("people/<int:pk>/merge/preview/", merging.merge_people, name="merge_preview"),
    path("people/<int:pk>/archive/", people.archive, name="archive"),
    path("people/<int:pk>/delete/", people.delete, name="delete"),
    path("touches/<int:pk>/edit/", touches.edit_touch, name="edit_touch"),
    path("touches/<int:pk>/delete/", touches.delete_touch, name="delete_touch"),
    path("moves/<int:pk>/delete/", moves.delete_move, name="delete_move"),
    path("companies/", companies.company_list, name="company_list"),
    path("companies/new/", companies.new, name="new_company"),
    path("companies/<int:pk>/", companies.company, name="company"),
    path("companies/<int:pk>/merge/", merging.choose_company, name="merge_company"),
    path(
        "companies/<int:pk>/merge/preview/",
        merging.merge_companies,
        name="merge_company_preview",
    ),
    path("companies/<int:pk>/edit/", companies.edit, name="edit_company"),
    path("companies/<int:pk>/delete/", companies.delete, name="delete_company"),
]
