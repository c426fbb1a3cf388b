"""Static files: compressed, and named by their content so that browsers may keep them."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Leaves JavaScript alone: ours imports nothing, and a library's modules miss files."""

    support_js_module_import_aggregation = False
