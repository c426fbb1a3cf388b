"""The cache keeps JSON only: a pickle from a shared cache would be code."""

import json
from typing import Any

from django.core.cache.backends.redis import RedisSerializer


class JsonSerializer(RedisSerializer):
    """Numbers as they are (for counters), everything else as JSON."""

    def dumps(self, obj: Any) -> Any:
        if type(obj) is int:
            return obj
        return json.dumps(obj).encode()

    def loads(self, data: Any) -> Any:
        try:
            return int(data)
        except ValueError:
            return json.loads(data)
