using System.Text;
using System.Text.RegularExpressions;
using static Visavis.Engine.Speech.G2p.CharacterClasses;

namespace Visavis.Engine.Speech.G2p;

/// <summary>Reads what the dictionaries do not know: letters by the network, digits as inside a name, signs by their names.</summary>
internal sealed partial class FallbackReader(OovReader oov, NumberReader numbers)
{
    public string Read(string text)
    {
        var pieces = new List<string>();
        foreach (var piece in Piece().EnumerateMatches(text))
        {
            var span = text.AsSpan(piece.Index, piece.Length);
            var phonemes = IsLetterLike(span[0]) ? char.IsLetter(span[0]) ? oov.Read(span) : ""
                : char.IsDigit(span[0]) ? numbers.Read(AsciiDigits(span.ToString()), null, false) ?? ""
                : Signs(span);
            if (phonemes.Length > 0)
            {
                pieces.Add(phonemes);
            }
        }
        return string.Join(' ', pieces);
    }

    private static string Signs(ReadOnlySpan<char> signs)
    {
        var phonemes = new StringBuilder();
        foreach (var sign in signs)
        {
            phonemes.Append(sign switch
            {
                '/' => "slˈæʃ",
                '=' => "ˈikwᵊlz",
                '+' => "plˈʌs",
                '&' => "ænd",
                '@' => "æt",
                '%' => "pəɹsˈɛnt",
                '#' => "hˈæʃ",
                '*' => "ˈæstəɹˌɪsk",
                '~' => "tˈɪldə",
                '^' => "kˈɛɹət",
                '<' => "lˈɛs ðən",
                '>' => "ɡɹˈATəɹ ðən",
                '—' => "—",
                _ => "",
            });
        }
        return phonemes.ToString();
    }

    [GeneratedRegex(Letter + "+(?:['’]" + Letter + @"+)*|\d+(?:[,.]\d+)*|[^" + WordSet + @"\s]+")]
    private static partial Regex Piece();
}
