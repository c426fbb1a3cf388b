"""What the register calls people, for pages of the floor below."""

from collections.abc import Iterable, Mapping

from members.models import Person
from network.naming import give_names


def names_by_user(ids: Iterable[int]) -> Mapping[int, str]:
    """A user's name in the running scope's network."""
    return dict(Person.objects.filter(user_id__in=set(ids)).values_list("user_id", "name"))


def names_by_person(ids: Iterable[int]) -> Mapping[int, str]:
    """A person's name."""
    return dict(Person.objects.filter(pk__in=set(ids)).values_list("pk", "name"))


give_names(users=names_by_user, people=names_by_person)
