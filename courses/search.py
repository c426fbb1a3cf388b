"""Search among courses, by the database's one reviewed function for it."""

import re

from django.db import connection

from courses.models import Course

WORD = re.compile(r"[^\W_]+")
MOST_WORDS = 8
MOST_FOUND = 1000


def words_of(asked: str) -> list[str]:
    """The words of what somebody wrote, without signs."""
    return WORD.findall(asked)[:MOST_WORDS]


def found_by(asked: str, most: int = MOST_FOUND) -> list[int]:
    """Courses that the scope sees and the words find, best first, by id."""
    words = words_of(asked)
    if not words:
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT course_id FROM app.find_courses(%s, %s)", [words, most])
        return [pk for (pk,) in cursor.fetchall()]


def most_like(asked: str) -> Course | None:
    """The course that the words may have meant, when they found nothing."""
    words = words_of(asked)
    if not words:
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT app.most_like_course(%s)", [words])
        (pk,) = cursor.fetchone()
    return Course.objects.filter(pk=pk).first() if pk else None
