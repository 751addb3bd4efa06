"""Runs the document's functions against a server: run_guide.py HOST EVENT FOLDER -> JSON.

Only the host is put in; the photos are those of the folder, which is also where the document's own
log file goes.
"""
import json
import os
import sys

host, event_id, folder = sys.argv[1:4]
source = open(os.path.join(os.path.dirname(__file__), "guide.py"), encoding="utf-8").read()
os.chdir(folder)
guide = {"base_url": host}
exec(compile(source.replace("http://localhost:3000", host), "guide.py", "exec"), guide)

photos = sorted(name for name in os.listdir(".") if name.startswith("photo"))
cookies = guide["authenticate_session"]("photographer", "photographer123")
session = guide["requests"]
event = f"{host}/api/events/{event_id}"
with open(photos[8], "rb") as photo:
    by_cookie = session.post(
        f"{event}/photos", files={"file": photo}, data={"albumName": "Official"}, cookies=cookies
    )



def manage():
    """The document's UploadMonitor asks the list that its smart_upload returns for `.get`: its own
    report is an error whatever the server answers. What counts is that the photos are there."""
    guide["UploadManager"]().upload(event_id, photos[0:2], album_name="Bridesmaid")
    return session.get(f"{event}/photos?album=Bridesmaid", cookies=cookies).json()


json.dump(
    {
        "upload_single_file": guide["upload_single_file"](event_id, photos[0]),
        "upload_batch_files": guide["upload_batch_files"](event_id, photos[1:3]),
        "with_one_too_large": guide["upload_batch_files"](event_id, [photos[3], "too_large.jpg"]),
        "upload_with_retry": guide["upload_with_retry"](event_id, photos[4:6]),
        "smart_upload": guide["smart_upload"](event_id, photos[0:9], album_name="Tamu"),
        "OptimizedUploader": guide["OptimizedUploader"](host).upload_files(event_id, photos[6:8]),
        "UploadManager": manage(),
        "authenticate_session": {"status": by_cookie.status_code, "cookies": len(cookies)},
        "event_info": session.get(event, cookies=cookies).json(),
        "health_check": session.get(f"{host}/api/health").json(),
        "find_event": session.get(f"{host}/api/events?eventName=testing").json(),
    },
    sys.stdout,
)
