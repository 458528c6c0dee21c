package io.rangefold.coordinator.node;

import io.rangefold.coordinator.node.CoordinatorCommand.Saved;
import io.rangefold.coordinator.node.CoordinatorCommand.StoreFailed;
import io.rangefold.coordinator.node.CoordinatorCommand.StoreRecovered;
import io.rangefold.coordinator.node.CoordinatorCommand.StoreTroubled;
import io.rangefold.coordinator.node.CoordinatorCommand.TermOver;
import io.rangefold.coordinator.store.StoreException;
import org.apache.pekko.actor.typed.ActorRef;

/** What the writer's thread says becomes messages to the coordinator's actor. */
record StoreReports(ActorRef<CoordinatorCommand> coordinator, NodeMeter meter) implements StoreWriter.Listener {
    @Override
    public void saved(long group) {
        coordinator.tell(new Saved(group));
    }

    @Override
    public void troubled(StoreException why) {
        meter.storeTroubled(true);
        coordinator.tell(new StoreTroubled(why));
    }

    @Override
    public void recovered() {
        meter.storeTroubled(false);
        coordinator.tell(new StoreRecovered());
    }

    @Override
    public void lost() {
        coordinator.tell(new TermOver());
    }

    @Override
    public void failed(RuntimeException why) {
        coordinator.tell(new StoreFailed(why));
    }
}
