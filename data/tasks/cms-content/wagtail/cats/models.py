from django.db import models
from grapple.models import GraphQLString
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.models import Page


class Cat(Page):
    color = models.CharField(max_length=40)

    content_panels = [*Page.content_panels, FieldPanel("color")]
    api_fields = [APIField("color")]
    graphql_fields = [GraphQLString("color")]
