using System.Buffers;
using System.Text;
using Visavis.Engine.Speech.G2p;

namespace Visavis.Engine.Speech;

/// <summary>The symbols a network reads, each with the unit of the text it belongs to.</summary>
internal sealed class SymbolLine
{
    private static readonly SearchValues<char> MarkOrSpace = SearchValues.Create(Ipa.Marks + " ");
    private static readonly SearchValues<char> Stop = SearchValues.Create(",;:.!?");

    private readonly int[] _units;

    private SymbolLine(string symbols, int[] units)
    {
        Symbols = symbols;
        _units = units;
    }

    public static SymbolLine Empty { get; } = new("", []);

    public string Symbols { get; }

    public int Length => Symbols.Length;

    /// <summary>
    /// Whether there is enough for a sound: a single consonant comes out as a hoarse blip, and so does mere punctuation.
    /// </summary>
    public bool IsSpeakable => Symbols.Any(Ipa.IsVowel) || Symbols.Count(Ipa.IsPhone) > 1;

    /// <param name="units">Words and marks.</param>
    /// <param name="knows">Whether the network reads a symbol; others are left out.</param>
    public static SymbolLine Of(IReadOnlyList<PronouncedUnit> units, Func<char, bool> knows)
    {
        var symbols = new StringBuilder();
        var owners = new List<int>();
        for (var unit = 0; unit < units.Count; unit++)
        {
            var spoken = units[unit].Phonemes + (units[unit].SpaceAfter ? " " : "");
            foreach (var symbol in spoken.Select(Readable).Where(knows))
            {
                if (symbol != ' ' || (symbols.Length > 0 && symbols[^1] != ' '))
                {
                    symbols.Append(symbol);
                    owners.Add(unit);
                }
            }
        }
        return new SymbolLine(symbols.ToString(), [.. owners]);
    }

    public int UnitOf(int index) => _units[index];

    /// <summary>Without the punctuation and spaces at its end, and without spaces before it.</summary>
    public SymbolLine Core()
    {
        var end = Symbols.AsSpan().LastIndexOfAnyExcept(MarkOrSpace) + 1;
        return Slice((end - Symbols.AsSpan(0, end).TrimStart(' ').Length)..end);
    }

    /// <summary>Pieces of at most <paramref name="most"/> symbols, cut at punctuation, else at a space, else anywhere.</summary>
    public IEnumerable<SymbolLine> Split(int most)
    {
        var rest = this;
        while (rest.Length > most)
        {
            var cut = rest.CutBefore(most);
            yield return rest.Slice(..cut);
            rest = rest.Slice(cut..);
        }
        yield return rest;
    }

    private static char Readable(char symbol) => symbol switch
    {
        // Networks pause only 170 ms at these.
        '—' or '…' => ',',
        _ => symbol,
    };

    private int CutBefore(int most)
    {
        var mark = Symbols.AsSpan(0, most).LastIndexOfAny(Stop);
        var space = Symbols.AsSpan(0, most).LastIndexOf(' ');
        return mark > most / 4 ? mark + 1 : space > 0 ? space + 1 : most;
    }

    private SymbolLine Slice(Range range) => new(Symbols[range], _units[range]);
}
