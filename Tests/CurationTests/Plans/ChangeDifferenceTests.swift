import Domain
import Testing

@Suite struct ChangeDifferenceTests {
    private static func change(_ action: ChangeAction, _ current: [String], _ proposed: String) -> NewChange {
        NewChange(
            .tags, action, from: .names(current), to: ChangeValue(json: proposed), confidence: 1, reason: "because")
    }

    @Test func aChangeStandsForWhatItAddsOrTakesAway() {
        #expect(Self.change(.add, ["a"], #"["a","x"]"#).difference == ["x"])
        #expect(Self.change(.add, ["a"], #"["A","x","X"]"#).difference == ["x"])
        #expect(Self.change(.add, ["a"], #""x""#).difference == ["x"])
        #expect(Self.change(.remove, ["a", "b"], #"["a"]"#).difference == ["b"])
        #expect(Self.change(.remove, ["a", "b"], #""b""#).difference == ["b"])
        #expect(Self.change(.add, ["a"], "null").difference == nil)
    }

    @Test func theDifferenceStaysWhenTheNamesChangeMeanwhile() {
        let addition = Self.change(.add, ["a"], #"["a","x"]"#).rebased(on: ["b", "A2"])
        #expect(addition.current == .names(["A2", "b"]))
        #expect(addition.proposed == .names(["A2", "b", "x"]))
        let removal = Self.change(.remove, ["a", "b"], #"["a"]"#).rebased(on: ["c", "B"])
        #expect(removal.proposed == .names(["c"]))
        let one = Self.change(.add, ["a"], #""x""#).rebased(on: ["b"])
        #expect(one.proposed == .text("x"))
    }

    @Test func aChangeIsTrueWhenTheListIsAsItWants() {
        #expect(Self.change(.add, ["a"], #"["a","x"]"#).isTrue(of: ["X"]))
        #expect(!Self.change(.add, ["a"], #"["a","x","y"]"#).isTrue(of: ["x"]))
        #expect(Self.change(.remove, ["a", "b"], #"["a"]"#).isTrue(of: ["a"]))
        #expect(!Self.change(.remove, ["a", "b"], #"["a"]"#).isTrue(of: ["B"]))
    }
}
