"""Static files: compressed, and named by their content so that browsers may keep them."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Also rewrites the imports of JavaScript modules to the hashed names."""

    support_js_module_import_aggregation = True
