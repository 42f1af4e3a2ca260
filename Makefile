# Each target sets up what it needs, from a fresh clone on: Python 3.13 (or uv), git and make are enough.
# A set-up that is done leaves a stamp and is not done again until what it depends on changes.

.DEFAULT_GOAL := help
.PHONY: help serve build pack test fuzz engines check bench trust audit watch ids calendar tables lock clean
.DELETE_ON_ERROR:

PY := .venv/bin/python
PACKAGES := .venv/.stamp-packages
NPM := node_modules/.stamp
CHROMIUM := .venv/.stamp-chromium
ENGINES := .venv/.stamp-engines

# Material prints a notice about MkDocs 2 at every build; pyproject.toml pins MkDocs 1.
export NO_MKDOCS_2_WARNING := 1

help:  ## 列出全部命令
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

serve: $(PACKAGES) $(NPM)  ## 边改边看：在本机打开网站
	$(PY) -m mkdocs serve

build: $(PACKAGES) $(NPM)  ## 生成网站，放在 site/
	$(PY) -m mkdocs build --strict

pack: $(PACKAGES) $(NPM)  ## 做离线包 dist/*.zip，放到哪个服务器都能用
	$(PY) -m hooks.pack

test: export PYTHONWARNDEFAULTENCODING := 1  # an open() without an encoding is an error in the tests
test: $(PACKAGES) $(NPM) $(CHROMIUM)  ## 运行全部测试，包括浏览器里的
	$(PY) -m pytest -n auto --dist loadgroup

fuzz: export PYTHONWARNDEFAULTENCODING := 1
fuzz: $(PACKAGES) $(NPM)  ## 发布前：十万次以上的任意输入
	$(PY) -m pytest -n auto --hypothesis-profile=release tests/fuzz

engines: export PYTHONWARNDEFAULTENCODING := 1
engines: $(PACKAGES) $(NPM) $(ENGINES)  ## 在 Firefox 和 WebKit 里走一遍主要的几步
	xvfb-run -a $(PY) -m pytest -n0 tests/engines/main_paths.py

check: $(PACKAGES) $(NPM)  ## 检查代码、类型和内容
	$(PY) -m ruff check .
	$(PY) -m mypy
	$(PY) -m hooks.checks

bench: $(PACKAGES) $(NPM) $(CHROMIUM)  ## 测速度，与原装 Pyodide 比
	$(PY) -m tests.bench

trust: export PYTHONWARNDEFAULTENCODING := 1
trust: export PYTEST_ADDOPTS := --trust=$(CURDIR)/.cache/trust.json
trust: $(PACKAGES) $(NPM) $(CHROMIUM)  ## 跑标了 trust 的测试、各浏览器和随机测试，更新 docs/_data/trust.json
	rm -f .cache/trust.json
	-$(PY) -m pytest -n auto --dist loadgroup -m trust --release
	-$(MAKE) engines
	-$(MAKE) fuzz
	$(PY) -m tests.trust .cache/trust.json docs/_data/trust.json

audit: $(PACKAGES)  ## 查用到的包有没有已知漏洞
	$(PY) -m hooks.audit

watch: $(PACKAGES)  ## 查依据有没有到期、外部链接还开不开
	$(PY) -m hooks.watch

ids: $(PACKAGES)  ## 给没有编号的条目补上编号；RETIRE=abcd 注销一个
	$(PY) -m hooks.checks --ids $(if $(RETIRE),--retire $(RETIRE))

calendar: $(PACKAGES)  ## 升级 chinesecalendar 之后，更新节假日表
	$(PY) -m hooks.workdays

tables: $(PACKAGES) $(NPM)  ## 升级 Pyodide 之后，重找浏览器用不着的编码表（约两分钟）
	$(PY) -m hooks.tables_find

lock: $(PY)  ## 改过 pyproject.toml 之后，更新 uv.lock
	$(PY) -m hooks.setup lock

clean:  ## 删掉生成的和装上的东西
	rm -rf site dist .cache .venv node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis
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

$(ENGINES): | $(PACKAGES)
	@$(PY) -m hooks.setup engines
	@touch $@

$(CHROMIUM): | $(PACKAGES)
	@$(PY) -m hooks.setup chromium
	@touch $@
