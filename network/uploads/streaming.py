"""Uploads on their way in: written to disk bit by bit, and no further than any file may be."""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import TemporaryFileUploadHandler


class BoundedFileUploadHandler(TemporaryFileUploadHandler):
    """Keeps a file up to the most that may be uploaded, and counts what came after it.

    The rest of the form arrives whole, so that a file that is too large costs nobody their words.
    """

    kept = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin anew for each file of the form."""
        super().new_file(*args, **kwargs)
        self.kept = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Write what fits and let the rest go."""
        room = settings.PAPER_MEGABYTES * 1024**2 + 1 - self.kept
        if room > 0:
            part = raw_data[:room]
            self.file.write(part)
            self.kept += len(part)
