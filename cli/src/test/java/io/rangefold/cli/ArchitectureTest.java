package io.rangefold.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullMarked;

/** The arrows between packages, and what the pure cores do without. Maven enforces the arrows between modules. */
@AnalyzeClasses(packages = "io.rangefold", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {
    private static final String[] PURE_CORES = {
        "io.rangefold.coordinator.ledger..",
        "io.rangefold.coordinator.monitor..",
        "io.rangefold.coordinator.schedule..",
        "io.rangefold.worker.slot..",
        "io.rangefold.worker.registration.."
    };
    private static final String RANGES = "io.rangefold.job.range";
    private static final String[] KINDS_OF_FOLDS = {
        RANGES + ".count", RANGES + ".extreme", RANGES + ".find", RANGES + ".histogram", RANGES + ".sum"
    };

    @ArchTest
    static final ArchRule jobKinds_knowNoActors = noClasses()
            .that()
            .resideInAPackage("io.rangefold.job..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.pekko..");

    @ArchTest
    static final ArchRule jobKinds_knowNobodyAboveThem = noClasses()
            .that()
            .resideInAPackage("io.rangefold.job..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.rangefold.coordinator..", "io.rangefold.worker..", "io.rangefold.cli..");

    @ArchTest
    static final ArchRule foldsOfRanges_goOneWay = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage(RANGES + "..")
            .layer("what all are told")
            .definedBy(RANGES)
            .layer("walk")
            .definedBy(RANGES + ".fold")
            .layer("proofs")
            .definedBy(RANGES + ".proof")
            .layer("job")
            .definedBy(RANGES + ".job")
            .layer("kinds")
            .definedBy(KINDS_OF_FOLDS)
            .whereLayer("what all are told")
            .mayNotAccessAnyLayer()
            .whereLayer("walk")
            .mayOnlyAccessLayers("what all are told")
            .whereLayer("proofs")
            .mayOnlyAccessLayers("walk", "what all are told")
            .whereLayer("kinds")
            .mayNotBeAccessedByAnyLayer()
            .ensureAllClassesAreContainedInArchitectureIgnoring(not(resideInAPackage(RANGES + "..")));

    @ArchTest
    static final ArchRule coordinatorAndWorker_doNotKnowEachOther = noClasses()
            .that()
            .resideInAPackage("io.rangefold.coordinator..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.rangefold.worker..");

    @ArchTest
    static final ArchRule workerAndCoordinator_doNotKnowEachOther = noClasses()
            .that()
            .resideInAPackage("io.rangefold.worker..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.rangefold.coordinator..");

    @ArchTest
    static final ArchRule pureCores_haveNoActorsThreadsOrLocks = noClasses()
            .that()
            .resideInAnyPackage(PURE_CORES)
            .should()
            .dependOnClassesThat(resideInAnyPackage("org.apache.pekko..", "java.util.concurrent..")
                    .and(not(type(TimeUnit.class)))
                    .or(type(Thread.class))
                    .as("are actors, threads or locks"))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule pureCores_areToldTheTime = noClasses()
            .that()
            .resideInAnyPackage(PURE_CORES)
            .should()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class)
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule nobody_usesJavaSerialization = noClasses()
            .should()
            .dependOnClassesThat()
            .haveNameMatching("java\\.io\\.(Object(In|Out)putStream|Externalizable)");

    @ArchTest
    static final ArchRule packages_areNullMarked = classes().should(resideInANullMarkedPackage());

    private static ArchCondition<JavaClass> resideInANullMarkedPackage() {
        return new ArchCondition<>("reside in a package whose package-info is @NullMarked") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                boolean marked = item.getPackage().isAnnotatedWith(NullMarked.class);
                events.add(new SimpleConditionEvent(
                        item, marked, item.getFullName() + " is in a package that is not @NullMarked"));
            }
        };
    }
}
