"""Whatever the OpenAPI document allows, and what it does not, is answered as it says; asked with a token of the record's."""

from collections.abc import Iterator
from typing import Any

import pytest

pytest.importorskip("fastapi", reason="needs shiguan[web]")
pytest.importorskip("schemathesis")

import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.config import SchemathesisConfig

from shiguan import Shiguan
from shiguan.interfaces.api import ADDRESS
from shiguan.interfaces.api.app import alone, create_api
from shiguan.interfaces.api.guard import Access
from shiguan.interfaces.desk import Desk
from shiguan.interfaces.tokens import Scope, Tokens
from tests.conftest import EXAMPLES
from tests.interfaces.api.conftest import PATIENT

# Dates, amounts and names of event types are in words that no schema can tell from others: 422 is right for those.
CONFIG = """
[checks.positive_data_acceptance]
expected-statuses = ["2xx", "304", "404", "409", "422"]
"""
FEW = settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Any, str]]:
    """The document of a door over a record of a few examples, and a token that opens it."""
    record = tmp_path_factory.mktemp("schemathesis") / "few.db"
    with Shiguan(record, reader="rules") as shiguan:
        shiguan.read(sorted(EXAMPLES.glob("0*.txt"))[:4])
    token = Tokens(record).add("schemathesis", Scope.WRITE)
    with Desk(record, reader="rules") as desk:
        app = alone(desk, Access(Tokens(record), PATIENT))
        yield schemathesis.openapi.from_asgi(f"{ADDRESS}/openapi.json", app, config=SchemathesisConfig.from_str(CONFIG)), token


def operations() -> list[tuple[str, str, GenerationMode]]:
    document = create_api(Desk("none.db")).openapi()  # nothing is opened before it is asked
    modes = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
    return [
        (method.upper(), path, mode)
        for path, item in document["paths"].items()
        for method, operation in item.items()
        for mode in modes[: 2 if operation.keys() & {"parameters", "requestBody"} else 1]  # else nothing can be asked wrong
    ]


@pytest.mark.parametrize(("method", "path", "mode"), operations(), ids=str)
def test_every_address_answers_as_the_document_says(method: str, path: str, mode: GenerationMode, served: tuple[Any, str]) -> None:
    schema, token = served
    operation = schema[path][method]

    @FEW
    @given(case=operation.as_strategy(generation_mode=mode))
    def answers_as_said(case: Any) -> None:
        case.call_and_validate(headers={"Authorization": f"Bearer {token}"})

    answers_as_said()
