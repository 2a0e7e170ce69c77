import Testing

@testable import Host

@Suite("Changes that are held back")
struct HeldChangesTests {
    private var held = HeldChanges(ChangeTiming(quietMilliseconds: 10, heldBackMillisecondsMax: 25))

    @Test func nothingIsDueWithoutChanges() {
        var held = held
        held.add([], at: 5)
        #expect(held.dueAt == nil)
        #expect(held.take().isEmpty)
    }

    @Test func quietHasToFollow() {
        var held = held
        held.add(["a"], at: 100)
        #expect(held.dueAt == 110)
        held.add(["b"], at: 105)
        #expect(held.dueAt == 115)
        #expect(held.take() == ["a", "b"])
        #expect(held.dueAt == nil)
    }

    @Test func aBusyTreeIsToldInTheEnd() {
        var held = held
        for moment in stride(from: Int64(100), through: 140, by: 5) { held.add(["a"], at: moment) }
        #expect(held.dueAt == 125)
        _ = held.take()
        held.add(["b"], at: 200)
        #expect(held.dueAt == 210)
    }

    @Test func whatIsForgottenIsNotTold() {
        var held = held
        held.add(["a"], at: 1)
        held.forget()
        #expect(held.dueAt == nil)
        #expect(held.folders.isEmpty)
    }

    @Test func negativeTimesCountAsNone() {
        let timing = ChangeTiming(quietMilliseconds: -5, heldBackMillisecondsMax: .min)
        #expect(timing == ChangeTiming(quietMilliseconds: 0, heldBackMillisecondsMax: 0))
    }
}
