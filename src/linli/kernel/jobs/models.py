"""Jobs, their schedule, and the demo's clock."""

from django.db import models

from linli.kernel.db.rows import CodeField


class Job(models.Model):
    """A task to run at least once. ``dedupe`` makes it one row however often it is asked for.

    A running job holds a lease; when the lease runs out (its worker was killed) another worker takes it.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    county = CodeField(max_length=6)
    queue = models.CharField(max_length=20)
    task = models.CharField(max_length=200)
    arguments = models.JSONField()
    dedupe = models.CharField(max_length=200)
    state = models.CharField(max_length=8)  # ready, running, done, dead
    attempts = models.PositiveSmallIntegerField(default=0)
    run_after = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)
    worker = models.CharField(max_length=80, blank=True)
    last_error = models.TextField(blank=True)
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "kernel_job"
        constraints = [models.UniqueConstraint(fields=["county", "dedupe"], name="kernel_job_once")]
        indexes = [
            models.Index(
                fields=["county", "run_after"],
                name="kernel_job_due",
                condition=models.Q(state__in=["ready", "running"]),
            ),
            models.Index(fields=["county", "state", "created_at"], name="kernel_job_state"),
        ]

    def __str__(self) -> str:
        return f"{self.task} {self.state}"


class Schedule(models.Model):
    """When a scheduled task ran last; one row a task."""

    id = models.UUIDField(primary_key=True, editable=False)
    county = CodeField(max_length=6)
    task = models.CharField(max_length=200)
    last_slot = models.DateTimeField()

    class Meta:
        db_table = "kernel_schedule"
        constraints = [models.UniqueConstraint(fields=["county", "task"], name="kernel_schedule_once")]

    def __str__(self) -> str:
        return self.task


class DemoClock(models.Model):
    """How far the demo's clock is ahead (demo mode only)."""

    id = models.UUIDField(primary_key=True, editable=False)
    county = CodeField(max_length=6)
    ahead = models.DurationField()

    class Meta:
        db_table = "kernel_democlock"
        constraints = [models.UniqueConstraint(fields=["county"], name="kernel_democlock_one")]

    def __str__(self) -> str:
        return f"{self.county} +{self.ahead}"
