"""
OpenStack Swift with its S3 interface, all of it in this one process: proxy, account, container and
object server on free ports of the loopback, one replica, everything in the folder that is named.
Says where it is as one line of JSON, and ends when its standard input does.
"""
import json
import os
import sys

import eventlet

eventlet.monkey_patch()

from swift.common import utils, wsgi  # noqa: E402
from swift.common.ring import RingBuilder  # noqa: E402

KEY_ID, SECRET = "test:tester", "testing"
KINDS = ("account", "container", "object")

SWIFT = "[swift-hash]\nswift_hash_path_suffix = potret\n"

# All of them are in one process, which a busy machine lets stand still for longer than Swift's half a
# second: a server that was given up for that would be one that answers 503 for a minute, and an object
# whose container was not told in time would never be listed.
BACKEND = """
[DEFAULT]
swift_dir = {folder}
devices = {folder}
mount_check = false
log_level = ERROR
conn_timeout = 60
node_timeout = 60
container_update_timeout = 60
[app:main]
use = egg:swift#{kind}
"""

PROXY = f"""
[DEFAULT]
swift_dir = {{folder}}
log_level = ERROR
[pipeline:main]
pipeline = catch_errors gatekeeper listing_formats s3api tempauth slo proxy-server
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
conn_timeout = 60
node_timeout = 60
error_suppression_limit = 1000
[filter:catch_errors]
use = egg:swift#catch_errors
[filter:gatekeeper]
use = egg:swift#gatekeeper
[filter:listing_formats]
use = egg:swift#listing_formats
[filter:s3api]
use = egg:swift#s3api
location = us-east-1
[filter:tempauth]
use = egg:swift#tempauth
user_{KEY_ID.replace(":", "_")} = {SECRET} .admin
[filter:slo]
use = egg:swift#slo
"""


def write(folder, name, text):
    path = os.path.join(folder, name)
    with open(path, "w") as file:
        file.write(text)
    return path


def save_ring(folder, kind, port):
    builder = RingBuilder(part_power=4, replicas=1, min_part_hours=0)
    address = {"ip": "127.0.0.1", "port": port, "replication_ip": "127.0.0.1"}
    place = {"region": 1, "zone": 1, "weight": 1, "device": "disk", "replication_port": port}
    builder.add_dev({"id": 0, "meta": "", **address, **place})
    builder.rebalance()
    builder.get_ring().save(os.path.join(folder, f"{kind}.ring.gz"))


class Memory:
    """What Swift asks of a memcached."""

    def __init__(self):
        self.kept = {}

    def get(self, key, **_):
        return self.kept.get(key)

    def set(self, key, value, **_):
        self.kept[key] = value

    def delete(self, key, **_):
        self.kept.pop(key, None)


def with_memory(app):
    memory = Memory()

    def call(env, start_response):
        env["swift.cache"] = memory
        return app(env, start_response)

    return call


def serve(socket, path):
    app = with_memory(wsgi.loadapp(path))
    log = utils.NullLogger()
    options = {"protocol": wsgi.SwiftHttpProtocol, "capitalize_response_headers": False}
    eventlet.spawn(eventlet.wsgi.server, socket, app, log, socket_timeout=60, **options)


def end_with_input():
    eventlet.patcher.original("os").read(0, 1)
    os._exit(0)


def main(folder):
    os.makedirs(os.path.join(folder, "disk"), exist_ok=True)
    write(folder, "swift.conf", SWIFT)
    utils.set_swift_dir(folder)
    sockets = {kind: eventlet.listen(("127.0.0.1", 0), backlog=1024) for kind in KINDS}
    for kind, socket in sockets.items():
        save_ring(folder, kind, socket.getsockname()[1])
    for kind, socket in sockets.items():
        text = BACKEND.format(folder=folder, kind=kind)
        serve(socket, write(folder, f"{kind}.conf", text))
    socket = eventlet.listen(("127.0.0.1", 0), backlog=1024)
    serve(socket, write(folder, "proxy.conf", PROXY.format(folder=folder)))
    port = socket.getsockname()[1]
    print(json.dumps({"port": port, "keyId": KEY_ID, "secret": SECRET}), flush=True)
    thread = eventlet.patcher.original("threading").Thread(target=end_with_input, daemon=True)
    thread.start()
    while True:
        eventlet.sleep(3600)


main(sys.argv[1])
