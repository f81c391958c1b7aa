"""The API: the same agenda for programs, described by an OpenAPI document that is made from what it answers.

`document` makes the document, `events`, `changes`, `sites` and `label` answer, `answers` and `parameters` are what they
share, `page` is the documentation that a person reads.
"""
