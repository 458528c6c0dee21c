package io.rangefold.cli.api;

/** Reads the stream of a server on a real port, whose coordinator has a worker that computes. */
class LiveFeedTest {}
