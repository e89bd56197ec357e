using System.Buffers;
using System.Text;
using Visavis.Engine.Speech.G2p;

namespace Visavis.Engine.Speech.Heart;

/// <summary>The symbols the network reads, each with the unit of the text it belongs to.</summary>
internal sealed class SymbolLine
{
    public const char PrimaryStress = 'ˈ';
    public const char SecondaryStress = 'ˌ';

    private const string Vowels = "iɪɛæɑɔʊuʌəɐᵻᵊɜAIOWY";
    private const string Consonants = "bdfhklmnpstvwzɡjŋɹʃʒʧʤθðT";
    private const string Marks = ";:,.!?—…\"()“”";

    private static readonly SearchValues<char> AnyVowel = SearchValues.Create(Vowels);
    private static readonly SearchValues<char> MarkOrSpace = SearchValues.Create(Marks + " ");
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
    public bool IsSpeakable => Symbols.AsSpan().ContainsAny(AnyVowel) || Symbols.Count(IsPhone) > 1;

    public static SymbolLine Of(IReadOnlyList<PronouncedUnit> units)
    {
        var symbols = new StringBuilder();
        var owners = new List<int>();
        for (var unit = 0; unit < units.Count; unit++)
        {
            var spoken = units[unit].Phonemes + (units[unit].SpaceAfter ? " " : "");
            foreach (var symbol in spoken.Select(Readable).Where(IsKnown))
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

    public static bool IsVowel(char symbol) => Vowels.Contains(symbol, StringComparison.Ordinal);

    public static bool IsPhone(char symbol) => IsVowel(symbol) || Consonants.Contains(symbol, StringComparison.Ordinal);

    public static bool IsStress(char symbol) => symbol is PrimaryStress or SecondaryStress;

    /// <summary>A mark at which the voice pauses (or may).</summary>
    public static bool IsMark(char symbol) => Marks.Contains(symbol, StringComparison.Ordinal);

    public int UnitOf(int index) => _units[index];

    /// <summary>Without the punctuation and spaces at its end.</summary>
    public SymbolLine Core() => Slice(..(Symbols.AsSpan().LastIndexOfAnyExcept(MarkOrSpace) + 1));

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
        // The network pauses only 170 ms at these.
        '—' or '…' => ',',
        _ => symbol,
    };

    private static bool IsKnown(char symbol) => symbol == ' ' || IsStress(symbol) || IsPhone(symbol) || IsMark(symbol);

    private int CutBefore(int most)
    {
        var mark = Symbols.AsSpan(0, most).LastIndexOfAny(Stop);
        var space = Symbols.AsSpan(0, most).LastIndexOf(' ');
        return mark > most / 4 ? mark + 1 : space > 0 ? space + 1 : most;
    }

    private SymbolLine Slice(Range range) => new(Symbols[range], _units[range]);
}
