/** Runs that go on for ever, as services do. */
package dev.tributary.exporters.service;
