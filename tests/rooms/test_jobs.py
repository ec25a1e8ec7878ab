"""Is what was asked for done once, done later, done again when it failed, and never lost?"""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.db import transaction

from redress import jobs
from redress.jobs import queue, registry, worker
from redress.jobs.models import Heartbeat, Job, State

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
LONDON = ZoneInfo("Europe/London")

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test starts with no kinds of job but `effect`, which stands for what a job leaves behind."""
    monkeypatch.setattr(registry, "KINDS", {})
    monkeypatch.setattr(registry, "SCHEDULES", {})
    jobs.job("effect")(lambda task: None)


def leave_effect() -> None:
    jobs.enqueue("effect", {}, run_at=datetime(2100, 1, 1, tzinfo=UTC))


def effects() -> int:
    return Job.objects.filter(kind="effect").count()


def failing_after_an_effect(**options: object) -> None:
    @jobs.job("fails", **options)
    def fails(task: jobs.Task) -> None:
        leave_effect()
        raise jobs.JobFailed("smtp-451")


def test_a_job_is_done_and_leaves_its_effect() -> None:
    seen = []

    @jobs.job("greet")
    def greet(task: jobs.Task) -> None:
        seen.append((task.payload, task.council_id, task.attempt, task.last_attempt))
        leave_effect()

    job = jobs.enqueue("greet", {"case": 7}, run_at=NOW, council="dartford")
    assert jobs.run_all_due(NOW) == 1
    job.refresh_from_db()
    assert seen == [({"case": 7}, "dartford", 1, False)]
    assert (job.state, job.finished_at, job.lease_until, job.claim) == (State.DONE, NOW, None, "")
    assert effects() == 1
    assert jobs.run_all_due(NOW) == 0


def test_an_unknown_kind_is_refused_when_asked_for() -> None:
    with pytest.raises(LookupError):
        jobs.enqueue("misspelt", {})


def test_an_enqueue_that_is_rolled_back_leaves_nothing() -> None:
    with transaction.atomic():
        jobs.enqueue("effect", {})
        transaction.set_rollback(True)
    assert not Job.objects.exists()


def test_nothing_starts_before_its_time() -> None:
    jobs.enqueue("effect", {}, run_at=NOW + timedelta(minutes=1))
    assert jobs.run_all_due(NOW) == 0
    assert jobs.run_all_due(NOW + timedelta(minutes=1)) == 1


def test_one_key_is_one_job() -> None:
    first = jobs.enqueue("effect", {"n": 1}, key="letter-1")
    again = jobs.enqueue("effect", {"n": 2}, key="letter-1")
    assert again == first
    assert again.payload == {"n": 1}
    assert Job.objects.count() == 1


def test_a_failed_job_leaves_no_effect_waits_longer_each_time_and_is_given_up() -> None:
    failing_after_an_effect(attempts=4, first_delay=60, longest_delay=200)
    job = jobs.enqueue("fails", {}, run_at=NOW)
    now, waits = NOW, []
    for _attempt in range(3):
        assert jobs.run_all_due(now) == 0
        job.refresh_from_db()
        assert job.state == State.READY
        waits.append((job.run_at - now).total_seconds())
        now = job.run_at
    assert 45 <= waits[0] <= 60
    assert 90 <= waits[1] <= 120
    assert 150 <= waits[2] <= 200, "capped"
    jobs.run_all_due(now)
    job.refresh_from_db()
    assert (job.state, job.attempts, job.last_error) == (State.DEAD, 4, "JobFailed smtp-451")
    assert effects() == 0
    assert list(jobs.dead_letters()) == [job]


def test_the_error_kept_says_nothing_of_a_person() -> None:
    @jobs.job("leaks", attempts=1)
    def leaks(task: jobs.Task) -> None:
        raise ValueError("no such mailbox: jane.smith@example.org")

    job = jobs.enqueue("leaks", {}, run_at=NOW)
    jobs.run_all_due(NOW)
    job.refresh_from_db()
    assert job.last_error == "ValueError"


@pytest.mark.parametrize("code", ["", "No such user", "jane@example.org", "a" * 81])
def test_the_code_of_an_error_cannot_be_a_sentence(code: str) -> None:
    with pytest.raises(ValueError, match="code"):
        jobs.JobFailed(code)


def test_a_permanent_failure_is_given_up_at_once() -> None:
    @jobs.job("hopeless")
    def hopeless(task: jobs.Task) -> None:
        raise jobs.GiveUp("smtp-550")

    job = jobs.enqueue("hopeless", {}, run_at=NOW)
    jobs.run_all_due(NOW)
    job.refresh_from_db()
    assert (job.state, job.attempts, job.last_error) == (State.DEAD, 1, "GiveUp smtp-550")


def test_a_dead_letter_can_be_tried_again_once() -> None:
    @jobs.job("moody", attempts=1)
    def moody(task: jobs.Task) -> None:
        if task.payload["broken"]:
            raise jobs.JobFailed("down")

    job = jobs.enqueue("moody", {"broken": True}, run_at=NOW, council="kings-lynn")
    jobs.run_all_due(NOW)
    assert list(jobs.dead_letters("kings-lynn")) == [job]
    assert not jobs.dead_letters("dartford").exists()
    Job.objects.update(payload={"broken": False})
    assert jobs.retry(job, now=NOW) is True
    assert jobs.retry(job, now=NOW) is False, "a second click does nothing"
    assert jobs.run_all_due(NOW) == 1
    assert not jobs.dead_letters().exists()


def test_a_job_of_a_kind_no_longer_known_is_not_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    job = jobs.enqueue("effect", {}, run_at=NOW)
    monkeypatch.setattr(registry, "KINDS", {})
    jobs.run_all_due(NOW)
    job.refresh_from_db()
    assert (job.state, job.last_error, job.title) == (State.READY, "UnknownKind", "effect")


def test_two_handlers_cannot_share_a_kind() -> None:
    with pytest.raises(ValueError, match="effect"):

        @jobs.job("effect")
        def another(task: jobs.Task) -> None: ...


# --- leases ----------------------------------------------------------------------------------------


def test_an_expired_lease_is_taken_over_and_the_effect_happens_once() -> None:
    @jobs.job("slow", lease=60)
    def slow(task: jobs.Task) -> None:
        leave_effect()

    jobs.enqueue("slow", {}, run_at=NOW)
    first = worker.claim(NOW, clock=lambda: NOW)
    assert first is not None
    assert worker.claim(NOW + timedelta(seconds=59)) is None, "still held"
    second = worker.claim(NOW + timedelta(seconds=61), clock=lambda: NOW)
    assert second is not None
    assert second.attempt == 2
    assert worker.perform(second) is True
    assert worker.perform(first) is False, "the first worker wakes up too late"
    assert effects() == 1
    assert Job.objects.get(kind="slow").state == State.DONE


def test_a_worker_that_lost_its_lease_cannot_fail_or_renew_the_job_of_another() -> None:
    jobs.enqueue("effect", {}, run_at=NOW)
    first = worker.claim(NOW, clock=lambda: NOW)
    second = worker.claim(NOW + timedelta(hours=1), clock=lambda: NOW)
    assert first is not None
    assert second is not None
    first.failed(ValueError())
    with pytest.raises(jobs.LeaseLost):
        first.renew()
    job = Job.objects.get()
    assert (job.state, job.last_error) == (State.RUNNING, "")


def test_a_long_job_renews_its_lease() -> None:
    clock = [NOW]

    @jobs.job("long", lease=60, outside=True)
    def long(task: jobs.Task) -> None:
        clock[0] += timedelta(seconds=50)
        task.renew()
        clock[0] += timedelta(seconds=50)
        assert worker.claim(clock[0]) is None, "nobody else takes it"

    jobs.enqueue("long", {}, run_at=NOW)
    task = worker.claim(NOW, clock=lambda: clock[0])
    assert task is not None
    assert worker.perform(task) is True


def test_a_job_that_kills_its_workers_is_given_up() -> None:
    jobs.job("killer", attempts=2, lease=60)(lambda task: None)
    job = jobs.enqueue("killer", {}, run_at=NOW)
    assert worker.claim(NOW) is not None
    assert worker.claim(NOW + timedelta(minutes=2)) is not None
    assert worker.claim(NOW + timedelta(minutes=4)) is None
    job.refresh_from_db()
    assert (job.state, job.last_error) == (State.DEAD, "LeaseExpired")


def test_a_job_that_talks_outside_commits_its_effect_with_done() -> None:
    @jobs.job("mail", outside=True)
    def mail(task: jobs.Task) -> None:
        with task.finishing():
            leave_effect()

    jobs.enqueue("mail", {}, run_at=NOW)
    first = worker.claim(NOW, clock=lambda: NOW)
    second = worker.claim(NOW + timedelta(hours=1), clock=lambda: NOW)
    assert first is not None
    assert second is not None
    assert worker.perform(first) is False, "overtaken: what it wrote is not kept"
    assert effects() == 0
    assert worker.perform(second) is True
    assert effects() == 1


def test_an_outside_job_that_fails_in_finishing_is_tried_again() -> None:
    @jobs.job("mail", outside=True)
    def mail(task: jobs.Task) -> None:
        with task.finishing():
            leave_effect()
            if task.attempt == 1:
                raise jobs.JobFailed("later")

    job = jobs.enqueue("mail", {}, run_at=NOW)
    assert jobs.run_all_due(NOW) == 0
    assert effects() == 0
    assert jobs.run_all_due(NOW + timedelta(hours=1)) == 1
    assert effects() == 1
    job.refresh_from_db()
    assert job.last_error == ""


def test_an_ordinary_job_is_already_finishing() -> None:
    @jobs.job("confused", attempts=1)
    def confused(task: jobs.Task) -> None:
        with task.finishing():
            leave_effect()

    job = jobs.enqueue("confused", {}, run_at=NOW)
    jobs.run_all_due(NOW)
    job.refresh_from_db()
    assert (job.state, job.last_error, effects()) == (State.DEAD, "RuntimeError", 0)


# --- schedules -------------------------------------------------------------------------------------


def test_a_schedule_makes_one_job_for_each_occurrence_however_many_workers_ask() -> None:
    jobs.scheduled("tick", every=timedelta(minutes=5))(lambda task: None)
    for _worker in range(3):
        for minute in (0, 1, 4):
            queue.enqueue_occurrences(NOW + timedelta(minutes=minute), {})
    assert Job.objects.filter(kind="tick").count() == 1
    queue.enqueue_occurrences(NOW + timedelta(minutes=5), {})
    assert list(Job.objects.filter(kind="tick").order_by("run_at").values_list("key", flat=True)) == [
        "tick@2026-03-02T09:00:00Z",
        "tick@2026-03-02T09:05:00Z",
    ]


def test_a_worker_remembers_what_it_has_put_down(django_assert_num_queries: pytest.FixtureRequest) -> None:
    jobs.scheduled("tick", every=timedelta(minutes=5))(lambda task: None)
    known: dict[str, datetime] = {}
    assert queue.enqueue_occurrences(NOW, known) == 1
    with django_assert_num_queries(0):
        assert queue.enqueue_occurrences(NOW + timedelta(minutes=1), known) == 0


def test_missed_occurrences_are_not_made_up_for() -> None:
    jobs.scheduled("tick", every=timedelta(minutes=5))(lambda task: None)
    queue.enqueue_occurrences(NOW, {})
    assert jobs.run_all_due(NOW + timedelta(days=3), schedules=True) == 2


@pytest.mark.parametrize(
    ("now", "occurrence"),
    [
        (datetime(2026, 3, 2, 7, 0, tzinfo=LONDON), "2026-03-02T07:00:00+00:00"),
        (datetime(2026, 3, 2, 6, 59, tzinfo=LONDON), "2026-03-01T07:00:00+00:00"),
        (datetime(2026, 3, 29, 7, 0, tzinfo=LONDON), "2026-03-29T06:00:00+00:00"),  # the clocks went forward
        (datetime(2026, 7, 1, 23, 0, tzinfo=LONDON), "2026-07-01T06:00:00+00:00"),
        (datetime(2026, 10, 25, 7, 30, tzinfo=LONDON), "2026-10-25T07:00:00+00:00"),  # and back
    ],
)
def test_a_daily_schedule_keeps_to_local_time(now: datetime, occurrence: str) -> None:
    daily = registry.Schedule(kind="daily", every=None, at=time(7, 0))
    assert daily.latest(now, LONDON).isoformat() == occurrence


@pytest.mark.parametrize("wrong", [{}, {"every": timedelta(hours=1), "at": time(7)}, {"every": timedelta(0)}])
def test_a_schedule_that_cannot_be_kept_is_refused(wrong: dict) -> None:
    with pytest.raises(ValueError, match=r"schedule"):
        jobs.scheduled("wrong", **wrong)


def test_long_done_jobs_are_forgotten_and_dead_letters_are_not() -> None:
    from redress.jobs.jobs import forget_done_jobs

    jobs.job("forget")(forget_done_jobs)
    old = datetime.now(UTC) - timedelta(days=31)
    for state in (State.DONE, State.DEAD):
        Job.objects.create(kind="effect", state=state, finished_at=old)
    Heartbeat.objects.create(worker="gone", started_at=old, seen_at=old)
    jobs.enqueue("forget", {}, run_at=NOW)
    assert jobs.run_all_due(NOW) == 1
    assert set(Job.objects.values_list("kind", "state")) == {("effect", "dead"), ("forget", "done")}
    assert not Heartbeat.objects.exists()


# --- the worker ------------------------------------------------------------------------------------


def test_a_worker_stops_when_nothing_is_left_and_health_can_be_asked() -> None:
    beats = []
    jobs.job("look")(lambda task: beats.append(queue.health(datetime.now(UTC))))
    jobs.enqueue("look", {}, run_at=NOW)
    before = queue.health(datetime.now(UTC))
    assert (before.worker_seen_at, before.waiting_since, before.dead) == (None, NOW, 0)
    assert jobs.work(once=True) == 1
    assert beats[0].worker_seen_at is not None
    assert beats[0].waiting_since is None
    assert queue.health(datetime.now(UTC)).worker_seen_at is None, "a worker that stops says so"


def test_a_worker_stops_at_an_instant() -> None:
    jobs.enqueue("effect", {})
    assert jobs.work(until=datetime.now(UTC) - timedelta(seconds=1)) == 0


def test_one_failing_job_does_not_stop_the_others() -> None:
    failing_after_an_effect()
    jobs.enqueue("fails", {}, run_at=NOW)
    jobs.enqueue("effect", {}, run_at=NOW + timedelta(seconds=1))
    assert jobs.run_all_due(NOW + timedelta(seconds=1)) == 1


def test_the_queue_is_asked_few_questions(django_assert_max_num_queries: pytest.FixtureRequest) -> None:
    for number in range(50):
        jobs.enqueue("effect", {"n": number}, run_at=NOW)
    with django_assert_max_num_queries(1):
        assert worker.claim(NOW - timedelta(days=1)) is None
    with django_assert_max_num_queries(5):
        assert worker.claim(NOW) is not None


def test_health_tells_of_the_worker_the_queue_and_the_dead(client) -> None:
    quiet = {"database": "ok", "worker": "silent", "oldest_job_waits_seconds": 0, "dead_letters": 0}
    assert client.get("/healthz").json() == quiet
    now = datetime.now(UTC)
    Heartbeat.objects.create(worker="w", started_at=now, seen_at=now)
    jobs.enqueue("effect", {}, run_at=now - timedelta(seconds=90))
    Job.objects.create(kind="effect", state=State.DEAD)
    told = client.get("/healthz").json()
    assert told["worker"] == "at work"
    assert 90 <= told["oldest_job_waits_seconds"] < 100
    assert told["dead_letters"] == 1
    Heartbeat.objects.update(seen_at=now - timedelta(minutes=3))
    assert client.get("/healthz").json()["worker"] == "silent"


def test_the_worker_is_a_command() -> None:
    job = jobs.enqueue("effect", {}, run_at=NOW)
    call_command("worker", "--once")
    job.refresh_from_db()
    assert job.state == State.DONE
