package io.rangefold.job;

import io.rangefold.protocol.BlobId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Input data of a job that is parsed and used in one place, and is small. */
public final class InputsInMemory implements InputStore {
    private final Map<BlobId, byte[]> contents = new ConcurrentHashMap<>();

    @Override
    public void put(BlobId id, byte[] content) {
        contents.put(id, content);
    }

    @Override
    public byte[] get(BlobId id) {
        byte[] content = contents.get(id);
        if (content == null) {
            throw new BlobUnavailableException("there is no data of the hash " + id.sha256(), null);
        }
        return content;
    }
}
