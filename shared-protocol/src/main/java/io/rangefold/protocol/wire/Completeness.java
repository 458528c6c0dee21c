package io.rangefold.protocol.wire;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Optional;
import java.util.stream.Stream;

/** Refuses messages with a component that is missing: what the types promise holds for what comes from outside too. */
final class Completeness {
    private static final ClassValue<Method[]> COMPONENTS = new ClassValue<>() {
        @Override
        protected Method[] computeValue(Class<?> type) {
            return Stream.of(type.getRecordComponents())
                    .filter(component -> !component.getType().isPrimitive())
                    .map(RecordComponent::getAccessor)
                    .toArray(Method[]::new);
        }
    };

    private Completeness() {}

    /** @throws IllegalArgumentException naming the missing component */
    static Object check(Object message) {
        Object value = message instanceof Optional<?> optional && optional.isPresent() ? optional.get() : message;
        if (value instanceof Record) {
            for (Method component : COMPONENTS.get(value.getClass())) {
                Object part = part(component, value);
                if (part == null) {
                    throw new IllegalArgumentException(
                            value.getClass().getSimpleName() + " without " + component.getName());
                }
                check(part);
            }
        }
        return message;
    }

    private static Object part(Method component, Object value) {
        try {
            return component.invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
