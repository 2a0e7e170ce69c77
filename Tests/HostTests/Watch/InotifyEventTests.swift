import Glibc
import Testing

@testable import Host

@Suite("Events of the kernel")
struct InotifyEventTests {
    /// The kernel's form of one event, its name filled up to a multiple of sixteen.
    private func bytes(_ watch: Int32, _ mask: UInt32, _ name: [UInt8] = []) -> [UInt8] {
        let filled = name.isEmpty ? [] : name + [UInt8](repeating: 0, count: 16 - name.count % 16)
        return [UInt32(bitPattern: watch), mask, 77, UInt32(filled.count)].flatMap { number in
            withUnsafeBytes(of: number) { Array($0) }
        } + filled
    }

    @Test func eventsAreReadOneAfterAnother() {
        let raw = bytes(1, 0x100, Array("film.mkv".utf8)) + bytes(2, 0x4000_0200, [0xff]) + bytes(-1, 0x4000)
        #expect(
            InotifyEvent.events(in: raw[...]) == [
                InotifyEvent(watch: 1, mask: 0x100, name: "film.mkv"),
                InotifyEvent(watch: 2, mask: 0x4000_0200, name: HostPath(bytes: [0xff])),
                InotifyEvent(watch: -1, mask: 0x4000),
            ])
    }

    @Test func whatIsCutOffIsLeftOut() {
        let whole = bytes(1, 0x100, Array("a".utf8))
        for count in whole.indices {
            #expect(InotifyEvent.events(in: whole[..<count]).isEmpty)
            #expect(InotifyEvent.events(in: (whole + whole)[..<(whole.count + count)]).count == 1)
        }
    }

    @Test func anyBytesAreReadWithoutHarm() {
        var numbers = SeededNumbers(seed: 11)
        for _ in 0..<500 {
            let raw = numbers.bytes(numbers.below(200))
            #expect(InotifyEvent.events(in: raw[...]).count <= raw.count / 16)
        }
    }

    @Test func bitsAreAskedOneByOne() {
        let event = InotifyEvent(watch: 1, mask: Int(IN_CREATE) | Int(IN_ISDIR))
        #expect(event.has(Int(IN_CREATE)))
        #expect(event.has(Int(IN_CREATE | IN_DELETE)))
        #expect(event.has(Int(IN_ISDIR)))
        #expect(!event.has(Int(IN_DELETE)))
    }
}
