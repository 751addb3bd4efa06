#!/usr/bin/env python3
"""A client for Potret: photos, batches of sheets, recognition.

Needs Python 3.9 and `requests`. Sign in by the environment:

    export POTRET_URL=https://photos.example.com
    export POTRET_TOKEN=ptk_...            # an API key; or:
    export POTRET_USERNAME=... POTRET_PASSWORD=...

    python3 potret_client.py upload ~/Photos/wedding --event EVENT_ID --album Official
    python3 potret_client.py batch scans.zip --task 14900113
    python3 potret_client.py recognize ~/Photos/wedding --csv people.csv

Everything may be stopped and called again: photos that the album has are not sent twice, and an
archive goes on where the server has come to.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import sys
import threading
import time
import uuid
from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Iterable, Iterator, Sequence, TypeVar

import requests

PHOTO_ENDINGS = {".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif", ".gif", ".bmp"}
RECOGNITION_ENDINGS = {".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif", ".tiff", ".webp", ".avif"}
ASKED_TOGETHER = 500
RECOGNIZED_TOGETHER = 20
CHUNK_BYTES = 8 * 1024 * 1024
PATIENCE_SECONDS = 15 * 60
TUS = {"Tus-Resumable": "1.0.0"}

T = TypeVar("T")


class PotretError(Exception):
    """What the server refused, in its own words."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code


@dataclass
class UploadResult:
    """What became of a folder's photos."""

    sent: list[Path] = field(default_factory=list)
    there: list[Path] = field(default_factory=list)
    failed: dict[Path, str] = field(default_factory=dict)


class Potret:
    """One server, as one user. May be used by several threads at once."""

    def __init__(self, url: str, token: str) -> None:
        """`token` is an API key, or an access token while it lasts."""
        self.url = url.rstrip("/")
        self._token = token
        self._refresh_token: str | None = None
        self._renewing = threading.Lock()

    @classmethod
    def sign_in(cls, url: str, username: str, password: str) -> Potret:
        """With name and password; renews itself when its half hour is over."""
        client = cls(url, "")
        client._take_pair("login", {"username": username, "password": password})
        return client

    @classmethod
    def from_environment(cls) -> Potret:
        """As the head of this file says."""
        url = os.environ.get("POTRET_URL", "http://localhost:3000")
        if token := os.environ.get("POTRET_TOKEN"):
            return cls(url, token)
        return cls.sign_in(url, os.environ["POTRET_USERNAME"], os.environ["POTRET_PASSWORD"])

    def upload_folder(
        self, folder: Path, event_id: str, album: str, uploader: str | None = None, parallel: int = 3
    ) -> UploadResult:
        """Sends a folder's photos to an album ("Official", "Tamu", "Bridesmaid"): those it has not."""
        result = UploadResult()
        fields = {"albumName": album, **({"uploaderName": uploader} if uploader else {})}

        def send(path: Path) -> None:
            try:
                photo = self._post_files(
                    f"/api/events/{event_id}/photos", fields, [("file", path)]
                )
                (result.there if photo.get("duplicate") else result.sent).append(path)
            except (PotretError, OSError) as error:
                result.failed[path] = str(error)

        with ThreadPoolExecutor(parallel) as pool:
            for paths in in_parts(files_in(folder, PHOTO_ENDINGS), ASKED_TOGETHER):
                by_hash = dict(zip(pool.map(sha256_of, paths), paths))
                asked = {"album": album, "sha256": list(by_hash)}
                answer = self.call("POST", f"/api/events/{event_id}/photos/missing", json=asked)
                missing = {by_hash[sha256] for sha256 in answer["missing"]}
                result.there += [path for path in paths if path not in missing]
                list(pool.map(send, missing))
        return result

    def send_batch(self, archive: Path, task_id: str | None = None, **fields: str) -> dict[str, Any]:
        """Makes a batch of a ZIP, and waits until its last sheet is done.

        With `task_id`, or `has_qr="true"`, or `qr_mode="split"`; `event_id` makes its images an
        event's photos too. Where it was interrupted it goes on: what it needs to know for that lies
        beside the archive.
        """
        notes = archive.with_name(archive.name + ".upload")
        known = json.loads(notes.read_text()) if notes.exists() else {"key": str(uuid.uuid4())}
        known["upload_id"] = self._send_bytes(archive, known, notes)
        form = {**fields, **({"task_id": task_id} if task_id else {})}
        form["upload_id"] = known["upload_id"]
        parts = [(name, (None, value)) for name, value in form.items()]
        # The same key every time: however often it is sent, it is one batch.
        headers = {"Idempotency-Key": known["key"]}
        batch = self.call("POST", "/api/batches/upload", files=parts, headers=headers)
        progress = self._wait(f"/api/batches/{batch['batch_id']}/progress", {"completed", "failed"})
        notes.unlink(missing_ok=True)
        return progress

    def recognize(self, photos: Sequence[Path]) -> Iterator[dict[str, Any]]:
        """The finished logs of these photos, some photos each: `batch_id`, `summary`, `entries`."""
        for paths in in_parts(photos, RECOGNIZED_TOGETHER):
            files = [("photos[]", path) for path in paths]
            started = self._post_files("/api/batch-photos/recognize?async=true", {}, files)
            yield self._wait(f"/api/batch-photos/logs/{started['batch_id']}", {"completed"})

    def download_csv(self, batch_ids: Iterable[str], to: Path) -> None:
        """The tables of recognitions as one."""
        tables = [
            self._send("GET", f"/api/batch-photos/logs/{batch_id}/export").content
            for batch_id in batch_ids
        ]
        rest = [table.split(b"\n", 1)[1] for table in tables[1:]]
        to.write_bytes(b"".join(tables[:1] + rest))

    def call(self, method: str, path: str, **options: Any) -> Any:
        """Any request of the API; its answer, read. Options are those of `requests`."""
        return self._send(method, path, **options).json()

    def _post_files(
        self, path: str, fields: dict[str, str], files: Sequence[tuple[str, Path]]
    ) -> dict[str, Any]:
        # The fields come first: the server reads a form in its order.
        parts: list[tuple[str, tuple[str | None, Any]]] = [
            (name, (None, value)) for name, value in fields.items()
        ]
        with ExitStack() as opened:
            for name, file in files:
                parts.append((name, (file.name, opened.enter_context(file.open("rb")))))
            return self.call("POST", path, files=parts, headers={"Idempotency-Key": str(uuid.uuid4())})

    def _send_bytes(self, archive: Path, known: dict[str, str], notes: Path) -> str:
        """By the tus protocol: what the server has not yet, chunk by chunk. Gives the upload's id."""
        size = archive.stat().st_size
        offset = self._offset_of(known.get("upload_id"))
        if offset is None:
            name = b64encode(archive.name.encode()).decode()
            headers = {**TUS, "Upload-Length": str(size), "Upload-Metadata": f"filename {name}"}
            answer = self._send("POST", "/api/uploads", headers=headers)
            known["upload_id"] = answer.headers["Location"].rsplit("/", 1)[-1]
            notes.write_text(json.dumps(known))
            offset = 0
        path = f"/api/uploads/{known['upload_id']}"
        with archive.open("rb") as file:
            while offset < size:
                file.seek(offset)
                headers = {
                    **TUS,
                    "Upload-Offset": str(offset),
                    "Content-Type": "application/offset+octet-stream",
                }
                try:
                    answer = self._send("PATCH", path, data=file.read(CHUNK_BYTES), headers=headers)
                    offset = int(answer.headers["Upload-Offset"])
                except PotretError as error:
                    # A connection that broke has left a part of the chunk there.
                    arrived = self._offset_of(known["upload_id"])
                    if error.code != "UPLOAD_OFFSET_MISMATCH" or arrived in (None, offset):
                        raise
                    offset = arrived
        return known["upload_id"]

    def _offset_of(self, upload_id: str | None) -> int | None:
        if upload_id is None:
            return None
        try:
            answer = self._send("HEAD", f"/api/uploads/{upload_id}", headers=TUS)
            return int(answer.headers["Upload-Offset"])
        except PotretError as error:
            if error.status in (404, 410):
                return None
            raise

    def _wait(self, path: str, ends: set[str]) -> dict[str, Any]:
        pause = 0.2
        while (answer := self.call("GET", path))["status"] not in ends:
            time.sleep(pause)
            pause = min(pause * 1.5, 3.0)
        return answer

    def _send(self, method: str, path: str, **options: Any) -> requests.Response:
        """Sends until there is an answer to go on with; waits out what passes by itself."""
        waited = 0.0
        for tries in range(1_000_000):
            token = self._token
            response = self._try(method, path, token, options)
            if response is not None and response.status_code < 300:
                return response
            if response is not None and response.status_code == 401 and self._renew(token):
                continue
            error = error_of(response)
            if not passes(error) or waited > PATIENCE_SECONDS:
                raise error
            asked = response.headers.get("Retry-After", "") if response is not None else ""
            pause = float(asked) if asked.isdigit() else min(10.0, 0.5 * 2 ** min(tries, 10))
            pause *= random.uniform(1.0, 1.2)
            waited += pause
            time.sleep(pause)
        raise AssertionError("unreachable")

    def _try(
        self, method: str, path: str, token: str, options: dict[str, Any]
    ) -> requests.Response | None:
        """None where there was no answer."""
        rewind(options)
        headers = {**options.get("headers", {}), "Authorization": f"Bearer {token}"}
        request = {"timeout": (10, 300), **options, "headers": headers}
        try:
            return requests.request(method, self.url + path, **request)
        except (requests.ConnectionError, requests.Timeout):
            return None

    def _renew(self, used: str) -> bool:
        """True when there is another token than the one that was used. A refresh token is good once."""
        with self._renewing:
            if self._token != used:
                return True
            if self._refresh_token is None:
                return False
            self._take_pair("refresh", {"refresh_token": self._refresh_token})
            return True

    def _take_pair(self, how: str, given: dict[str, str]) -> None:
        response = requests.post(f"{self.url}/api/auth/{how}", json=given, timeout=30)
        if response.status_code != 200:
            raise error_of(response)
        pair = response.json()
        self._token, self._refresh_token = pair["access_token"], pair["refresh_token"]


def error_of(response: requests.Response | None) -> PotretError:
    """What an answer says of itself, in the form of whichever part of the API."""
    if response is None:
        return PotretError(0, "NETWORK", "The server does not answer")
    try:
        body = response.json()
    except ValueError:
        body = {}
    message = body.get("message") or body.get("detail") or body.get("error") or response.reason
    return PotretError(response.status_code, body.get("code") or body.get("error", ""), message)


def passes(error: PotretError) -> bool:
    """Whether another try can help."""
    busy = error.status in (0, 408, 423, 429, 502, 503, 504)
    return busy or error.code == "IDEMPOTENCY_IN_PROGRESS"


def rewind(options: dict[str, Any]) -> None:
    """Another try sends files from their beginning."""
    for _, (_, content) in options.get("files", []):
        if hasattr(content, "seek"):
            content.seek(0)


def sha256_of(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(1024 * 1024):
            digest.update(chunk)
    return digest.hexdigest()


def files_in(folder: Path, endings: set[str]) -> list[Path]:
    """Files of these kinds, however deep, in the order of their names."""
    found = (path for path in folder.rglob("*") if path.suffix.lower() in endings)
    return sorted(path for path in found if path.is_file() and not path.name.startswith("."))


def in_parts(items: Sequence[T], most: int) -> Iterator[Sequence[T]]:
    for at in range(0, len(items), most):
        yield items[at : at + most]


def run_upload(client: Potret, words: argparse.Namespace) -> int:
    result = client.upload_folder(words.folder, words.event, words.album, words.uploader)
    total = len(result.sent) + len(result.there) + len(result.failed)
    for path, reason in result.failed.items():
        print(f"Failed {path}: {reason}", file=sys.stderr)
    print(
        f"{len(result.sent)} of {total} photos sent, "
        f"{len(result.there)} there already, {len(result.failed)} failed"
    )
    return 1 if result.failed else 0


def run_batch(client: Potret, words: argparse.Namespace) -> int:
    fields = {"has_qr": "true"} if words.task is None else {}
    batch = client.send_batch(words.archive, words.task, **fields)
    print(f"{batch['processed_count']} of {batch['sheet_count']} sheets processed")
    return 0 if batch["status"] == "completed" and batch["failed_count"] == 0 else 1


def run_recognize(client: Potret, words: argparse.Namespace) -> int:
    logs = list(client.recognize(files_in(words.folder, RECOGNITION_ENDINGS)))
    entries = [entry for log in logs for entry in log["entries"]]
    for entry in entries:
        print(f"{entry['filename']}: {entry['primary_result']['person']}")
    known = sum(entry["recognized"] for entry in entries)
    print(f"Somebody known on {known} of {len(entries)} photos")
    if words.csv:
        client.download_csv([log["batch_id"] for log in logs], words.csv)
    return 0


def read_words() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="A client for Potret")
    commands = parser.add_subparsers(required=True)
    upload = commands.add_parser("upload", help="send a folder's photos to an album")
    upload.add_argument("folder", type=Path)
    upload.add_argument("--event", required=True, help="the event's id")
    upload.add_argument("--album", default="Official")
    upload.add_argument("--uploader")
    upload.set_defaults(run=run_upload)
    batch = commands.add_parser("batch", help="send a ZIP as a batch of sheets")
    batch.add_argument("archive", type=Path)
    batch.add_argument("--task", help="8 digits; without it the first sheet's QR code says them")
    batch.set_defaults(run=run_batch)
    recognize = commands.add_parser("recognize", help="say who is on a folder's photos")
    recognize.add_argument("folder", type=Path)
    recognize.add_argument("--csv", type=Path, help="keep the results as a table")
    recognize.set_defaults(run=run_recognize)
    return parser.parse_args()


def main() -> int:
    words = read_words()
    try:
        return words.run(Potret.from_environment(), words)
    except PotretError as error:
        print(f"Error: {error}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
