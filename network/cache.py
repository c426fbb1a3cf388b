"""The cache keeps JSON only: a pickle from a shared cache would be code."""

import json
from typing import Any

from django.core.cache.backends.redis import RedisCache, RedisCacheClient, RedisSerializer


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


class LastingClient(RedisCacheClient):
    """One client for all questions; Django makes a new one, on the same pool, for each."""

    def get_client(self, key: Any = None, *, write: bool = False) -> Any:
        clients: dict[bool, Any] = self.__dict__.setdefault("clients", {})
        if write not in clients:
            clients[write] = super().get_client(key, write=write)
        return clients[write]


class Cache(RedisCache):
    """Django's cache on Redis or Valkey."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = LastingClient
