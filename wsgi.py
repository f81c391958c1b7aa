"""The door for any WSGI server: settings of the environment -> the application."""

from federation.settings import from_environment
from federation.web.app import create_wsgi

application = app = create_wsgi(from_environment())
