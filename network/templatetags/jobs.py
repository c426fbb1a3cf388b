"""How templates name a job."""

from django import template

from network.models import Job
from network.sentences import job_title

register = template.Library()


@register.filter
def title(job: Job) -> str:
    """What the job is called, from its facts."""
    return job_title(job.name, job.facts)
