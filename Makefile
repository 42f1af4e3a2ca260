# Each target sets up what it needs, from a fresh clone on: Python 3.13 (or uv), git and make are enough.
# A set-up that is done leaves a stamp and is not done again until what it depends on changes.

.DEFAULT_GOAL := help
.PHONY: help serve build test check bench ids calendar lock clean
.DELETE_ON_ERROR:

PY := .venv/bin/python
PACKAGES := .venv/.stamp-packages
NPM := node_modules/.stamp
CHROMIUM := .venv/.stamp-chromium

# Material prints a notice about MkDocs 2 at every build; pyproject.toml pins MkDocs 1.
export NO_MKDOCS_2_WARNING := 1

help:  ## 列出全部命令
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

serve: $(PACKAGES) $(NPM)  ## 边改边看：在本机打开网站
	$(PY) -m mkdocs serve

build: $(PACKAGES) $(NPM)  ## 生成网站，放在 site/
	$(PY) -m mkdocs build --strict

test: export PYTHONWARNDEFAULTENCODING := 1  # an open() without an encoding is an error in the tests
test: $(PACKAGES) $(NPM) $(CHROMIUM)  ## 运行全部测试，包括浏览器里的
	$(PY) -m pytest -n auto --dist loadgroup

check: $(PACKAGES) $(NPM)  ## 检查代码、类型和内容
	$(PY) -m ruff check .
	$(PY) -m mypy
	$(PY) -m hooks.checks

bench: $(PACKAGES) $(NPM) $(CHROMIUM)  ## 测速度，与原装 Pyodide 比
	$(PY) -m tests.bench

ids: $(PACKAGES)  ## 给没有编号的条目补上编号；RETIRE=abcd 注销一个
	$(PY) -m hooks.checks --ids $(if $(RETIRE),--retire $(RETIRE))

calendar: $(PACKAGES)  ## 升级 chinesecalendar 之后，更新节假日表
	$(PY) -m hooks.workdays

lock: $(PY)  ## 改过 pyproject.toml 之后，更新 uv.lock
	$(PY) -m hooks.setup lock

clean:  ## 删掉生成的和装上的东西
	rm -rf site .cache .venv node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find hooks py_widgets tests -name __pycache__ -prune -exec rm -rf {} +

# uv takes the Python that .python-version asks for; without uv, the first one that is 3.13.
$(PY):
	@command -v uv >/dev/null && uv venv --quiet --allow-existing .venv && exit; \
	for python in python3.13 python3 python; do \
		if $$python -c 'import sys; sys.exit(sys.version_info[:2] != (3, 13))' 2>/dev/null; then \
			$$python -m venv .venv >/dev/null && exit; \
			rm -rf .venv; echo "这个 Python 3.13 不能建虚拟环境：请安装 python3.13-venv，再运行一次 make。" >&2; exit 1; \
		fi; \
	done; \
	echo "缺少 Python 3.13：请安装 Python 3.13 或 uv，再运行一次 make。" >&2; exit 1

$(PACKAGES): uv.lock hooks/setup.py | $(PY)
	@$(PY) -m hooks.setup packages
	@touch $@

$(NPM): package-lock.json | $(PACKAGES)
	@$(PY) -m hooks.setup npm
	@touch $@

$(CHROMIUM): | $(PACKAGES)
	@$(PY) -m hooks.setup chromium
	@touch $@
