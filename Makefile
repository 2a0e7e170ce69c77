# `make demo` runs it, `make test` tests it; both do all the set-up on a fresh Debian 12 with Swift and Python 3.

MODEL = .model/all-MiniLM-L6-v2
# The server's address as a Kodi in the house sees it; with it the add-on's repository is packed too.
KODI_URL ?=
SWIFT_FORMAT = swift format
SOURCES = Sources Tests Benchmarks Package.swift
BUILD_FLAGS ?=

.DEFAULT_GOAL := help
.PHONY: help setup model build demo run test test-postgres test-kodi test-kodi-unit kodi-addon lint format tidy smoke
.PHONY: schemathesis browser bench ci clean

help: ## Show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 16

setup: ## Install missing system packages (as root), or print the line that does
	@Scripts/setup.sh

model: ## Fetch the embedding model (90 MB, once)
	@Scripts/fetch-model.sh $(MODEL)

build: setup ## Build the server, optimised
	swift build -c release --product kinothek $(BUILD_FLAGS)

kodi-addon: ## Pack the Kodi add-on; KODI_URL=http://HOST:5020 makes a repository, too
	@Scripts/kodi-addon.sh .build/kodi-addon $(KODI_URL)

demo: build model kodi-addon ## Run a server with a sample catalogue and a key to try it with
	@.build/release/kinothek demo --model $(MODEL)

run: build model kodi-addon ## Run a server on ./kinothek-data
	@.build/release/kinothek serve --data kinothek-data

# So many tests at once: of thousands on two cores each would wait until its connections time out. Tests that start whole
# servers take more and run by themselves.
AT_ONCE = --parallel --experimental-maximum-parallelization-width

test: ## Run all tests, on SQLite and on a PostgreSQL of their own
	@Scripts/setup.sh --test
	@$(MAKE) --no-print-directory model
	@Scripts/with-postgres.sh swift test $(AT_ONCE) 16 --skip '^ServerTests[.]' $(BUILD_FLAGS)
	@Scripts/with-postgres.sh swift test --skip-build $(AT_ONCE) 8 --filter '^ServerTests[.]' $(BUILD_FLAGS)
	@KINOTHEK_TEST_IDLE_CONNECTIONS=1 swift test --skip-build --filter IdleConnections $(BUILD_FLAGS)

test-postgres: ## Run the storage suites on both databases
	@Scripts/setup.sh --test
	@Scripts/with-postgres.sh swift test --filter 'SQLTests|StorageTests' $(BUILD_FLAGS)

test-kodi-unit: ## Test the Kodi add-on without Kodi
	@python3 -B -m unittest discover -s Tests/Kodi/unit -t Tests/Kodi

test-kodi: ## Test the add-on in a real Kodi against the built server (as root it installs Kodi)
	@Tests/Kodi/run.sh --install

schemathesis: ## Hold the built program against its API description
	Scripts/schemathesis.sh

lint: ## Check the formatting
	$(SWIFT_FORMAT) lint --strict --parallel --recursive $(SOURCES)

format: ## Format all sources in place
	$(SWIFT_FORMAT) format --in-place --parallel --recursive $(SOURCES)

tidy: ## Check the house rules
	swift test --filter TidyTests $(BUILD_FLAGS)

smoke: ## Start the built program, call it, stop it
	Scripts/smoke.sh

browser: ## Test the built website in chromium, at desktop and phone size
	Tests/Browser/run.sh

bench: setup model ## Measure against peers; writes the tables to standard output
	Benchmarks/run.sh

ci: ## What guards main
	bash .ci/run

clean: ## Remove what the build made
	swift package clean
