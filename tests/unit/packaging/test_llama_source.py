"""The source of llama.cpp is changed exactly where it is known, and not at all where it is another."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.engine.processor.levels import levels
from launcher_console import SetupProblem
from launcher_llama_source import X86_VARIANTS, buildable, change, keep_variants, without_common

UPSTREAM = """    if (GGML_SYSTEM_ARCH STREQUAL "x86")
        ggml_add_cpu_backend_variant(x64)
        ggml_add_cpu_backend_variant(haswell            SSE42 AVX F16C FMA AVX2 BMI2)
        if (NOT MSVC)
            ggml_add_cpu_backend_variant(zen4           SSE42 AVX512_BF16)
        endif()
    elseif(GGML_SYSTEM_ARCH STREQUAL "ARM")
        ggml_add_cpu_backend_variant(armv8.0_1)
    endif()
"""
COMMON = 'set(LLAMA_BUILD_COMMON ON CACHE BOOL "Build llama.cpp common library" FORCE)'


def test_only_the_levels_that_the_program_knows_are_built() -> None:
    assert set(X86_VARIANTS) == {level.backend for level in levels("x86_64", "Linux")}
    kept = keep_variants(UPSTREAM, ["x64", "haswell"])
    assert "haswell" in kept
    assert "zen4" not in kept
    assert "armv8.0_1" in kept
    assert kept.count("if (NOT MSVC)") == kept.count("endif()") - 1 == 1


def test_a_source_that_is_not_the_known_one_is_refused() -> None:
    with pytest.raises(SetupProblem):
        keep_variants(UPSTREAM.replace("x64", "x86-64-v1"), ["haswell"])
    with pytest.raises(SetupProblem):
        keep_variants(UPSTREAM, ["x64", "haswell", "alderlake"])
    with pytest.raises(SetupProblem):
        without_common("set(LLAMA_BUILD_COMMON ON)")


def test_what_nothing_uses_is_not_compiled(tmp_path: Path) -> None:
    path = tmp_path / "CMakeLists.txt"
    path.write_text(f"# before\n{COMMON}\n# after\n")
    change(path, without_common)
    assert path.read_text() == f"# before\n{COMMON.replace('ON CACHE', 'OFF CACHE')}\n# after\n"


def test_a_compiler_that_does_not_know_a_flag_builds_fewer_levels() -> None:
    known = buildable({"x64": (), "future": ("-mno-such-instructions",)})
    assert known == ["x64"]
