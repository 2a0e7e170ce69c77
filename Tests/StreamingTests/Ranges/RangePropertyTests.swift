import Streaming
import Testing

@Suite("Any range header")
struct RangePropertyTests {
    @Test("well-formed lists give exactly the bytes that a reader with a pencil would give")
    func lists() {
        var numbers = SeededNumbers(state: 1)
        for _ in 0..<5000 {
            let size = Int64.random(in: 1...40, using: &numbers)
            var wanted: [Set<Int64>] = []
            var texts: [String] = []
            for _ in 0..<Int.random(in: 1...4, using: &numbers) {
                let first = Int64.random(in: 0...50, using: &numbers)
                let last = first + Int64.random(in: 0...10, using: &numbers)
                switch Int.random(in: 0...2, using: &numbers) {
                case 0:
                    texts.append("\(first)-\(last)")
                    wanted.append(Set((0..<size).filter { (first...last).contains($0) }))
                case 1:
                    texts.append("\(first)-")
                    wanted.append(Set((0..<size).filter { $0 >= first }))
                default:
                    texts.append("-\(first)")
                    wanted.append(Set((0..<size).filter { $0 >= size - first }))
                }
            }
            let row = PlanRow(range: "bytes=" + texts.joined(separator: ", "), size: size, .whole)
            check(FilePlan(for: row.request, of: row.version), wanted.filter { !$0.isEmpty }, of: size, row.name)
        }
    }

    private func check(_ plan: FilePlan, _ wanted: [Set<Int64>], of size: Int64, _ name: String) {
        let isDisjoint = wanted.reduce(into: Set()) { $0.formUnion($1) }.count == wanted.reduce(0) { $0 + $1.count }
        switch plan {
        case .notSatisfiable: #expect(wanted.isEmpty, "\(name)")
        case .partial(let range): #expect(wanted == [Set(range.first...range.last)], "\(name)")
        case .multipart(let ranges): #expect(wanted == ranges.map { Set($0.first...$0.last) }, "\(name)")
        case .whole: #expect(!isDisjoint, "\(name)")
        case .notModified, .preconditionFailed: Issue.record("\(name) has no conditions")
        }
    }

    @Test("no text makes it stumble, and what it gives lies inside the file")
    func noise() {
        var numbers = SeededNumbers(state: 2)
        let alphabet = Array("0123456789--,,  =bytesW/\"*\u{e4}")
        for _ in 0..<20_000 {
            let length = Int.random(in: 0...24, using: &numbers)
            let noise = String((0..<length).map { _ in alphabet.randomElement(using: &numbers) ?? "-" })
            let row = PlanRow("", size: 100, .whole) {
                $0.range = Bool.random(using: &numbers) ? "bytes=" + noise : noise
                $0.ifRange = Bool.random(using: &numbers) ? nil : noise
                $0.ifNoneMatch = Bool.random(using: &numbers) ? nil : noise
            }
            switch FilePlan(for: row.request, of: row.version) {
            case .partial(let range): #expect(range.first >= 0 && range.last < 100)
            case .multipart(let ranges): #expect(ranges.allSatisfy { $0.first >= 0 && $0.last < 100 })
            default: break
            }
        }
    }
}
