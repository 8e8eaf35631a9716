/** The audit: what each system holds, beside what the ledger and the others say. */
package dev.tributary.cli.audit;
