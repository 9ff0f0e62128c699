"""No function of `ui/operations` only calls one method of a service in the `db` lane: `in_db` does that."""

from __future__ import annotations

import ast
from pathlib import Path

OPERATIONS = Path(__file__).parents[2] / "ui" / "operations"


def only_forwards(function: ast.FunctionDef) -> bool:
    """Whether it returns `Operation("db", lambda services, …: services.….method(its own parameters))`."""
    match [each for each in function.body if not _is_docstring(each)]:
        case [
            ast.Return(
                value=ast.Call(
                    func=ast.Name(id="Operation"),
                    args=[ast.Constant(value="db"), ast.Lambda(body=ast.Call() as call)],
                )
            )
        ]:
            own = {each.arg for each in (*function.args.args, *function.args.kwonlyargs)}
            given = [*call.args, *(keyword.value for keyword in call.keywords)]
            plain = all(
                isinstance(each, ast.Constant) or (isinstance(each, ast.Name) and each.id in own)
                for each in given
            )
            return plain and ast.unparse(call.func).startswith("services.")
    return False


def _is_docstring(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def _functions(source: str) -> list[ast.FunctionDef]:
    return [each for each in ast.parse(source).body if isinstance(each, ast.FunctionDef)]


def test_no_operation_only_forwards() -> None:
    found = [
        f"{path.name}: {function.name}"
        for path in sorted(OPERATIONS.glob("*.py"))
        for function in _functions(path.read_text("utf-8"))
        if only_forwards(function)
    ]
    assert found == [], "use in_db(lambda services: services.….method, …) where it is called"


def test_one_that_only_forwards_is_found_and_one_that_does_more_is_not() -> None:
    call = "Operation({lane!r}, lambda services, _cancel, _progress: services.sessions.versions({given}))"
    made = {
        "forwards": call.format(lane="db", given="session_id"),
        "chooses_a_lane": call.format(lane="io", given="session_id"),
        "stops": call.format(lane="db", given="session_id, cancel=_cancel"),
        "computes": call.format(lane="db", given="session_id.parent"),
    }
    source = "\n".join(
        f'def {name}(session_id):\n    """Says."""\n    return {body}' for name, body in made.items()
    )
    assert [each.name for each in _functions(source) if only_forwards(each)] == ["forwards"]
