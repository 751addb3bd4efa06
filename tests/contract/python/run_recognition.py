"""Runs the document's script against a server: run_recognition.py HOST TOKEN FOLDER -> JSON.

Only host, token and folder are put in; it is run in that folder, where its CSV goes.
"""
import contextlib
import json
import os
import sys

host, token, folder = sys.argv[1:4]
source = open(os.path.join(os.path.dirname(__file__), "recognition.py"), encoding="utf-8").read()
source = source.replace("https://facerecognition.mpanel.app", host)
source = source.replace("your_auth_token_here", token).replace("/path/to/your/photos", folder)
os.chdir(folder)
script = {"__name__": "__main__"}
with contextlib.redirect_stdout(sys.stderr):
    exec(compile(source, "recognition.py", "exec"), script)
json.dump(script["result"], sys.stdout)
