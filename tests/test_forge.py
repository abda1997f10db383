"""The files in .github: workflows that name only what exists and trust nobody, and the forms."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import conftest
import pytest
import yaml

from publisher.cli import main
from publisher.data.groups import Chapter
from publisher.forge.nudges import FORM
from publisher.forge.telling import MARKER

FORGE = conftest.PROJECT / ".github"
WORKFLOWS = sorted(path.name for path in (FORGE / "workflows").glob("*.yml"))
ACTIONS = {"cache", "checkout", "setup-python", "upload-artifact", "download-artifact", "github-script"}
SAFE = {  # what an expression may hold; text that people write is handed over by `env` or the payload, if at all
    "github.token",
    "github.ref",
    "github.sha",
    "github.event_name == 'pull_request'",
    "!cancelled() && github.event_name == 'pull_request'",
    "github.event.pull_request.number",
    "github.event.issue.number",
    "github.event.workflow_run.id",
    "github.event.workflow_run.head_sha",
    "github.event.workflow_run.event == 'pull_request' && github.event.workflow_run.conclusion != 'cancelled'",
    "startsWith(github.event.issue.body, '### Chapter')",
    "steps.form.outputs.slug",
    "steps.confirm.outcome",
}


def load(path: str) -> dict:
    text = (FORGE / path).read_text("utf-8")
    return yaml.load(text, Loader=yaml.BaseLoader)  # `on` stays a word


def steps(workflow: str) -> list[dict]:
    return [step for job in load(f"workflows/{workflow}")["jobs"].values() for step in job["steps"]]


def scripts(workflow: str) -> list[str]:
    return [step["with"]["script"] for step in steps(workflow) if "github-script" in step.get("uses", "")]


def lines(workflow: str) -> list[str]:
    return [line for step in steps(workflow) for line in step.get("run", "").splitlines()]


@pytest.mark.parametrize("workflow", WORKFLOWS)
def test_only_known_actions_by_version(workflow):
    for step in steps(workflow):
        if uses := step.get("uses"):
            name, version = re.fullmatch(r"actions/([a-z-]+)@(v\d+|[0-9a-f]{40})", uses).groups()
            assert name in ACTIONS, uses


@pytest.mark.parametrize("workflow", WORKFLOWS)
def test_commands_exist(workflow):
    """Every make target, publisher command and flag that a workflow names."""
    targets = re.findall(r"^([a-z]+):", (conftest.PROJECT / "Makefile").read_text(), re.MULTILINE)
    for line in lines(workflow):
        for target in re.findall(r"\bmake ([a-z]+)", line):
            assert target in targets
        for name, rest in re.findall(r"publisher ([a-z]+)([^|>&]*)", line):
            flags = {flag for option in main.commands[name].params for flag in option.opts}
            assert set(re.findall(r"(?<![\w-])--[a-z]+", rest)) <= flags, line


@pytest.mark.parametrize("workflow", WORKFLOWS)
def test_rights_are_least(workflow):
    """Rights are granted one by one, and none to the workflow that runs code of pull requests."""
    found = load(f"workflows/{workflow}")
    assert found["permissions"] in ({}, {"contents": "read"}, "{}")
    assert all("timeout-minutes" in job for job in found["jobs"].values())
    if "pull_request" in found["on"]:
        assert not any("permissions" in job for job in found["jobs"].values())
    if "workflow_run" in found["on"]:
        assert not any("checkout" in step.get("uses", "") or "run" in step for step in steps(workflow))
    assert "pull_request_target" not in found["on"]


@pytest.mark.parametrize("workflow", WORKFLOWS)
def test_nothing_from_people_in_commands(workflow):
    """Expressions hold only what nobody can choose, and none stands inside a command or script."""
    text = (FORGE / "workflows" / workflow).read_text()
    for expression in re.findall(r"\$\{\{\s*(.*?)\s*\}\}", text):
        assert expression in SAFE, expression
    assert not any("${{" in command for command in [*lines(workflow), *scripts(workflow)])


@pytest.mark.parametrize("workflow", WORKFLOWS)
def test_checkouts_keep_no_token(workflow):
    for step in steps(workflow):
        if "checkout" in step.get("uses", ""):
            assert step["with"]["persist-credentials"] == "false"


def test_names_fit_each_other():
    """The comment follows the checks by name, and the scripts look for the very markers that we write."""
    assert load("workflows/comment.yml")["on"]["workflow_run"]["workflows"] == [load("workflows/checks.yml")["name"]]
    assert f"'{MARKER}'" in scripts("comment.yml")[0]
    settings = yaml.safe_load((conftest.PROJECT / "mkdocs.yml").read_text("utf-8"))
    assert load("workflows/checks.yml")["on"]["push"]["branches"] == [settings["extra"]["branch"]]
    for link in load("ISSUE_TEMPLATE/config.yml")["contact_links"]:
        assert link["url"].startswith(settings["site_url"])


@pytest.mark.parametrize("form", ["chapter.yml", "confirm.yml", "problem.yml"])
def test_forms(form):
    """Forms have what GitHub asks of them: names, unique ids, labels, and options where one chooses."""
    found = load(f"ISSUE_TEMPLATE/{form}")
    assert found["name"] and found["description"]
    ids = [part["id"] for part in found["body"] if part["type"] != "markdown"]
    assert len(ids) == len(set(ids))
    for part in found["body"]:
        assert part["type"] in {"markdown", "input", "textarea", "dropdown", "checkboxes"}
        assert part["type"] == "markdown" or part["attributes"]["label"]
        assert ("options" in part["attributes"]) == (part["type"] in {"dropdown", "checkboxes"})


def test_the_chapter_form_asks_for_fields():
    """What it asks for is what an entry holds, so that a volunteer can copy it over."""
    ids = {part["id"] for part in load("ISSUE_TEMPLATE/chapter.yml")["body"] if "id" in part}
    assert ids <= set(Chapter.model_fields)
    assert {name for name, field in Chapter.model_fields.items() if field.is_required()} - {"slug"} <= ids


def test_nudges_fill_in_the_form():
    (field,) = [part for part in load(f"ISSUE_TEMPLATE/{FORM}")["body"] if part.get("id") == "chapter"]
    assert f"### {field['attributes']['label']}" in (FORGE / "workflows/confirm.yml").read_text()


def test_every_language_has_owners():
    """A language that joins gets a line; paths that no longer exist leave."""
    owners = [line.split() for line in (FORGE / "CODEOWNERS").read_text().splitlines() if line and line[0] != "#"]
    settings = yaml.safe_load((conftest.PROJECT / "mkdocs.yml").read_text("utf-8"))
    (plugin,) = [plugin["i18n"] for plugin in settings["plugins"] if "i18n" in plugin]
    locales = [entry["locale"] for entry in plugin["languages"] if not entry.get("default")]
    assert sorted(path.split("/")[2] for path, *_ in owners if path.startswith("/translations/")) == sorted(locales)
    assert all(len(line) > 1 and all(owner.startswith("@") for owner in line[1:]) for line in owners)


# The scripts, run by Node against a forge made of paper

HARNESS = """
const [script, payload, answers] = JSON.parse(require('fs').readFileSync(0, 'utf8'));
const calls = [];
const method = (path) => new Proxy(async (given) => { calls.push([path, given]); return { data: answers[path] }; }, {
  get: (target, key) => (typeof key === 'string' ? method(path ? `${path}.${key}` : key) : undefined),
});
const github = { rest: method(''), paginate: async (call, given) => (await call(given)).data };
const context = { repo: { owner: 'o', repo: 'r' }, payload };
const core = { info: (text) => calls.push(['info', text]), setFailed: (text) => calls.push(['failed', text]), setOutput: (name, text) => calls.push(['output', text]) };
const AsyncFunction = Object.getPrototypeOf(async () => {}).constructor;
new AsyncFunction('github', 'context', 'core', 'require', script)(github, context, core, require).then(() => console.log(JSON.stringify(calls)));
"""
RUN = {"workflow_run": {"head_sha": "abc", "head_branch": "patch-1", "head_repository": {"owner": {"login": "ana"}}}}
OURS = {"id": 7, "user": {"login": "github-actions[bot]"}, "body": f"{MARKER}\nold"}
FAKE = {"id": 8, "user": {"login": "mallory"}, "body": f"{MARKER}\nnot ours"}


def play(script: str, folder: Path, payload: dict, **answers) -> list:
    """The calls that a script makes, with the forge's answers by the names of its methods (dots as __)."""
    if not shutil.which("node"):
        pytest.skip("needs Node")
    given = json.dumps([script, payload, {name.replace("__", "."): answer for name, answer in answers.items()}])
    done = subprocess.run(["node", "-e", HARNESS], input=given, cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize(
    ("comments", "call"), [([], "issues.createComment"), ([FAKE], "issues.createComment"), ([FAKE, OURS], "issues.updateComment")]
)
def test_one_comment(tmp_path, comments, call):
    """The comment is made once and then updated; another person's comment is never taken for ours."""
    (tmp_path / "report").mkdir()
    (tmp_path / "report/report.md").write_text(f"{MARKER}\nHello @everyone\n")
    pulls = [{"number": 3, "head": {"sha": "old"}}, {"number": 4, "head": {"sha": "abc"}}]
    calls = play(*scripts("comment.yml"), tmp_path, RUN, pulls__list=pulls, issues__listComments=comments)
    name, given = calls[-1]
    assert name == call
    assert given["body"] == f"{MARKER}\nHello @\u200beveryone\n"
    assert given.get("issue_number", 4) == 4 and given.get("comment_id", 7) == 7


@pytest.mark.parametrize(("text", "sha"), [("no report", "abc"), (f"{MARKER}\n", "newer")])
def test_no_comment(tmp_path, text, sha):
    """Nothing is posted for what is no report, or for a commit that is no longer the latest."""
    (tmp_path / "report").mkdir()
    (tmp_path / "report/report.md").write_text(text)
    calls = play(*scripts("comment.yml"), tmp_path, RUN, pulls__list=[{"number": 4, "head": {"sha": sha}}], issues__listComments=[])
    assert not [name for name, _ in calls if name in ("issues.createComment", "issues.updateComment")]


def test_nobody_is_asked_twice(tmp_path):
    """A nudge whose marker stands in an issue of ours, open or closed, is not sent again; a stranger's does not count."""
    found = [{"title": slug, "body": f"<!-- {slug} -->\nText", "marker": f"<!-- {slug} -->"} for slug in ("a", "b", "c")]
    (tmp_path / "nudges.json").write_text(json.dumps(found))
    issues = [
        {"user": {"login": "github-actions[bot]"}, "body": "<!-- a -->\nText"},
        {"user": {"login": "mallory"}, "body": "<!-- b -->\nText"},
        {"user": {"login": "github-actions[bot]"}, "body": None},
    ]
    calls = play(*scripts("freshness.yml"), tmp_path, {}, issues__listForRepo=issues)
    assert [given["title"] for name, given in calls if name == "issues.create"] == ["b", "c"]


@pytest.mark.parametrize(
    ("body", "slug"),
    [
        ("### Chapter\n\nlima\n\n### Is it right?\n\n- [X] I take part", "lima"),
        ("### Chapter\r\n\r\nnew-york-city\r\n\r\n### Is it right?", "new-york-city"),
        ("### Chapter\n\nLima; rm -rf /\n\n### Is it right?", ""),
        ("### Chapter\n\n../../x\n\n### Is it right?", ""),
        ("### Chapter\n\n$(id)\n", ""),
        ("### Chapter\n\n_No response_\n", ""),
        ("### Chapter\n\n" + "a" * 101 + "\n", ""),
        ("", ""),
    ],
)
def test_the_form_is_read(tmp_path, body, slug):
    """Only a name of small letters, digits and hyphens leaves the form."""
    assert play(scripts("confirm.yml")[0], tmp_path, {"issue": {"body": body}}) == [["output", slug]]
