-- +goose Up
SELECT 1; -- nothing to do here, only on the other database: SQLite has no policies for rows
