/// Takes a fragmented MP4 apart while it is written.
struct FragmentReader {
    enum Event: Equatable {
        /// All that players have to know before the first fragment.
        case initialization([UInt8])
        /// A fragment begins, whose bytes follow; the times are those of the film, in seconds.
        case fragment(ClosedRange<Double>)
        case bytes(ArraySlice<UInt8>)
    }

    /// What comes is not what the program was told to write.
    struct Malformed: Error, Equatable {}

    private enum Place {
        /// Reading the beginning of a box.
        case head
        /// Reading a box as a whole, of this many bytes.
        case whole(Int, kind: String)
        /// Handing on so many bytes, or leaving them out.
        case through(Int)
        case past(Int)
    }

    private var place = Place.head
    private var held: [UInt8] = []
    private var initialization: [UInt8] = []
    private var times: TrackTimes?

    /// Takes the next bytes, however they were cut.
    mutating func take(_ bytes: ArraySlice<UInt8>) throws(Malformed) -> [Event] {
        var (rest, events) = (bytes, [Event]())
        while !rest.isEmpty {
            switch place {
            case .head:
                held.append(rest.removeFirst())
                try enter(&events)
            case .whole(let length, let kind):
                let more = rest.prefix(length - held.count)
                held += more
                rest = rest.dropFirst(more.count)
                if held.count == length { try finish(kind, &events) }
            case .through(let left):
                let more = rest.prefix(left)
                events.append(.bytes(more))
                rest = rest.dropFirst(more.count)
                place = left > more.count ? .through(left - more.count) : .head
            case .past(let left):
                let count = min(left, rest.count)
                rest = rest.dropFirst(count)
                place = left > count ? .past(left - count) : .head
            }
        }
        return events
    }

    /// Decides what becomes of the box whose beginning is held, once there is enough of it.
    private mutating func enter(_ events: inout [Event]) throws(Malformed) {
        guard held.count >= 8 else { return }
        guard let head = BoxHead(held[...]) else {
            // A long length needs more bytes; anything else is wrong.
            guard held.count < 16, held[..<4].elementsEqual([0, 0, 0, 1]) else { throw Malformed() }
            return
        }
        guard let length = head.length else { throw Malformed() }
        switch head.kind {
        case "ftyp", "moov", "moof":
            guard length <= StreamingLimits.boxBytesMax else { throw Malformed() }
            place = .whole(length, kind: head.kind)
            if held.count == length { try finish(head.kind, &events) }
        case "mdat":
            guard times != nil else { throw Malformed() }
            events.append(.bytes(held[...]))
            place = length > head.bytes ? .through(length - head.bytes) : .head
            held = []
        default:
            // In front of the head nothing else is known than empty room.
            guard times != nil || head.kind == "free" else { throw Malformed() }
            place = length > head.bytes ? .past(length - head.bytes) : .head
            held = []
        }
    }

    private mutating func finish(_ kind: String, _ events: inout [Event]) throws(Malformed) {
        let box = held
        (held, place) = ([], .head)
        guard let content = box[...].boxes.first?.content else { throw Malformed() }
        switch kind {
        case "ftyp": initialization = box
        case "moov":
            guard let tracks = TrackTimes(moov: content) else { throw Malformed() }
            times = tracks
            events.append(.initialization(initialization + box))
        default:
            guard let span = times?.span(moof: content) else { throw Malformed() }
            events.append(.fragment(span))
            events.append(.bytes(box[...]))
        }
    }
}
