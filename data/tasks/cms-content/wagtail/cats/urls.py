from django.urls import include, path
from grapple import urls as graphql_urls
from wagtail.admin import urls as admin_urls
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import PagesAPIViewSet

api = WagtailAPIRouter("api")
api.register_endpoint("pages", PagesAPIViewSet)

urlpatterns = [
    path("admin/", include(admin_urls)),
    path("api/v2/", api.urls),
    path("", include(graphql_urls)),
]
