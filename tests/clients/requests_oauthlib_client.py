"""Asks a vault with requests-oauthlib, as its own documentation shows it, and prints each answer as a line of JSON.

The settings come as JSON on stdin: url, clientId, clientSecret, caFile, token (more arguments of fetch_token) and calls,
each a method and a path.
"""

import json
import sys

from oauthlib.oauth2 import BackendApplicationClient, OAuth2Error
from requests_oauthlib import OAuth2Session

settings = json.load(sys.stdin)
session = OAuth2Session(client=BackendApplicationClient(client_id=settings["clientId"]))
session.trust_env = False
session.verify = settings["caFile"]
try:
    session.fetch_token(
        token_url=settings["url"] + "/api/oauth2/token",
        client_secret=settings["clientSecret"],
        **settings["token"],
    )
except OAuth2Error as error:
    print(json.dumps({"refused": error.error, "status": error.status_code, "description": error.description}))
    sys.exit()
for method, path in settings["calls"]:
    answer = session.request(method, settings["url"] + path)
    print(json.dumps({"status": answer.status_code, "body": answer.json()}))
