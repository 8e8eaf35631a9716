/** Pages and API answers from web servers, got as slowly and as seldom as these want. */
package dev.tributary.exporters.http;
