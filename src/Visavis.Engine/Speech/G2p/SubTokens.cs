using System.Text.RegularExpressions;
using static Visavis.Engine.Speech.G2p.CharacterClasses;

namespace Visavis.Engine.Speech.G2p;

/// <summary>Fourth stage: cuts tokens at capitals, digits and signs, and groups what is written together.</summary>
internal static partial class SubTokens
{
    private const string SpokenMarks = ";:,.!?—…\"“”";

    /// <summary>Groups in the order of the text; most hold one sub-token.</summary>
    public static List<List<SubToken>> Group(List<Token> tokens)
    {
        var groups = new List<List<SubToken>>();
        char? currency = null;
        var open = false;
        var paired = HasQuotation(tokens);
        for (var i = 0; i < tokens.Count; i++)
        {
            var pieces = Cut(tokens[i]);
            for (var j = 0; j < pieces.Count; j++)
            {
                var piece = pieces[j];
                if (piece.Phonemes is null && !ReadMark(piece, paired, ref currency))
                {
                    var nextIsNumber = i + 1 < tokens.Count && tokens[i + 1].Tag == "CD";
                    piece.IsTo = currency is null && IsToBetweenLetters(pieces, j);
                    ApplyCurrency(piece, ref currency, j == pieces.Count - 1 && !nextIsNumber);
                }
                if (piece.Phonemes is null && !piece.IsTo && open)
                {
                    piece.IsHead = false;
                    groups[^1].Add(piece);
                }
                else
                {
                    groups.Add([piece]);
                }
                open = piece.Phonemes is null && !piece.IsTo && !piece.SpaceAfter;
            }
        }
        return groups;
    }

    /// <summary>Whether single quotes stand around words: one opens, one closes, and more than a letter is between.</summary>
    private static bool HasQuotation(List<Token> tokens)
    {
        var quotes = tokens.FindAll(token => token.Text.Length == 1 && IsQuote(token.Text[0]));
        return quotes is [{ Tag: "``" } first, { Tag: "''" } last] && last.Start - first.End > 1;
    }

    private static List<SubToken> Cut(Token token)
    {
        if (token.Phonemes is not null)
        {
            var given = new SubToken(token.Text, token.Start, token.Tag) { SpaceAfter = token.SpaceAfter, Phonemes = token.Phonemes };
            given.IsMark = token.Phonemes is "“" or "”";
            return [given];
        }
        var pieces = new List<SubToken>();
        foreach (var piece in Piece().EnumerateMatches(token.Text))
        {
            pieces.Add(new SubToken(token.Text.Substring(piece.Index, piece.Length), token.Start + piece.Index, token.Tag));
        }
        if (pieces.Count > 0)
        {
            pieces[^1].SpaceAfter = token.SpaceAfter;
        }
        return pieces;
    }

    /// <summary>Gives marks their phonemes; false if the piece is none.</summary>
    private static bool ReadMark(SubToken piece, bool paired, ref char? currency)
    {
        if (piece.Tag == "$" && piece.Text is "$" or "£" or "€")
        {
            currency = piece.Text[0];
            piece.Phonemes = "";
            return true;
        }
        if (piece.Text.Length == 1 && IsQuote(piece.Text[0]) && !paired && piece.Tag is "``" or "''" or "\"\"" or "." or "," or ":")
        {
            piece.Phonemes = ""; // a single quote that is no apostrophe
            return true;
        }
        if (MarkOf(piece) is not { } mark)
        {
            return false;
        }
        (piece.IsMark, piece.Phonemes) = (true, mark);
        return true;
    }

    /// <summary>What is heard of a mark, maybe nothing; <c>null</c> for words.</summary>
    private static string? MarkOf(SubToken piece)
    {
        switch (piece.Text)
        {
            case "(" or "[" or "{":
                return "(";
            case ")" or "]" or "}":
                return ")";
            case "-" or "–" when piece.Tag == ":":
                return "—";
        }
        if (piece.Text.Any(char.IsLetterOrDigit))
        {
            return null;
        }
        return piece.Tag switch
        {
            "-LRB-" => "(",
            "-RRB-" => ")",
            "``" => "“",
            "\"\"" or "''" => "”",
            "." or "," or ":" or "$" or "#" or "NFP" =>
                string.Concat(piece.Text.Where(c => SpokenMarks.Contains(c, StringComparison.Ordinal))),
            _ => null,
        };
    }

    private static void ApplyCurrency(SubToken piece, ref char? currency, bool isWholeNumber)
    {
        if (currency is null)
        {
            return;
        }
        if (piece.Tag != "CD")
        {
            currency = null;
        }
        else if (isWholeNumber)
        {
            piece.Currency = currency;
        }
    }

    private static bool IsToBetweenLetters(List<SubToken> pieces, int at) =>
        pieces[at].Text == "2" && at > 0 && at < pieces.Count - 1
        && char.IsLetter(pieces[at - 1].Text[^1]) && char.IsLetter(pieces[at + 1].Text[0]);

    [GeneratedRegex(
        @"\A" + Quote + "+|" + Upper + "(?=" + Upper + Lower + @")|(?:\A-)?(?:[,.]?\d)+|[\-_]+|" + Quote + "{2,}|"
        + Letter + "*?(?:" + Quote + Letter + ")*?" + Lower + "(?=" + Upper + ")|" + Letter + "+(?:" + Quote + Letter + ")*|[^"
        + WordSet + @"\-'‘’]|" + Quote + @"+\z")]
    private static partial Regex Piece();
}
