# What one does here; `make` alone lists it. One set of Go flags everywhere: another set compiles SQLite anew.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.NOTPARALLEL:
MAKEFLAGS += --no-print-directory

STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.8.2
PROGRAM := ./server/cmd/doorward
MODULES := frontend/node_modules/.package-lock.json
CONSOLE := frontend/dist/index.html.br
CONSOLE_SOURCES := $(shell find frontend/src frontend/playground frontend/public frontend/build graph -type f \
	! -path '*/__generated__/*' ! -name '*.go' ! -name '*.test.ts' ! -path '*/gql/schema.graphql') \
	frontend/index.html frontend/vite.config.ts frontend/relay.config.json

.PHONY: help
help: ## List what make can do
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' Makefile

.PHONY: run
run: build ## Build everything and start the demo on SQLite, in data/demo
	env -u DATABASE_URL bin/doorward serve --demo --data data/demo

.PHONY: dev
dev: $(MODULES) ## Start the demo and Vite with hot reload: http://localhost:5173
	trap 'kill 0' EXIT; \
	DOORWARD_PUBLIC_URL=http://localhost:5173 env -u DATABASE_URL go run $(PROGRAM) serve --demo --data data/demo & \
	cd frontend && npm run --silent dev

.PHONY: build
build: $(CONSOLE) ## Build bin/doorward with the console inside
	go build -o bin/doorward $(PROGRAM)

.PHONY: generate
generate: $(MODULES) ## Make all generated code anew: ent, gqlgen, the golden files, Relay
	go generate ./ent
	go tool gqlgen generate
	$(MAKE) golden
	cd frontend && npm run --silent relay

.PHONY: golden
golden: ## Write the golden files anew, such as the printed schema; read the diff
	go test -count=1 ./graph -run Golden -update

.PHONY: format
format: $(MODULES) ## Format Go and TypeScript
	gofmt -w $$(.ci/go-files)
	cd frontend && npm run --silent format

.PHONY: check
check: setup $(MODULES) ## Format, vet, staticcheck, house tests, fresh generated code, types, lint
	@unformatted=$$(gofmt -l $$(.ci/go-files)); [ -z "$$unformatted" ] || { echo "not formatted (make format):"; echo "$$unformatted"; exit 1; }
	go vet ./... && cd bench && go vet ./...
	go run $(STATICCHECK) ./... && cd bench && go run $(STATICCHECK) ./...
	go test .
	.ci/fresh
	cd frontend && npm run --silent check

.PHONY: test
test: setup $(MODULES) test-go test-console test-audit test-stories ## Everything: Go on both databases, console, GraphQL over HTTP, stories in a browser

.PHONY: test-go
test-go: ## Only the Go tests, with the race detector
	if .ci/has postgres; then export REQUIRE_POSTGRES=1; fi; node .ci/go-test.mjs -race -timeout 30m ./...

.PHONY: test-console
test-console: $(MODULES) ## Only the console's unit tests
	cd frontend && npm run --silent test

.PHONY: test-audit
test-audit: build ## Only the 61 audits of GraphQL over HTTP, against bin/doorward
	cd frontend && npm run --silent audit

.PHONY: test-stories
test-stories: build ## Only the stories, in a real browser with accessibility checks
	.ci/stories

.PHONY: mutants
mutants: ## Switch each check off, one at a time, and hear whether it is missed (ONLY=wall)
	go run ./server/servertest/mutants --only "$(ONLY)"

.PHONY: bench
bench: ## Measure beside the floors, and write docs/benchmarks.md
	cd bench && go run . --write ../docs/benchmarks.md

.PHONY: setup
setup:
	@.ci/setup

$(MODULES): frontend/package-lock.json
	cd frontend && npm ci
	@touch $@

$(CONSOLE): $(MODULES) $(CONSOLE_SOURCES)
	cd frontend && npm run --silent build
