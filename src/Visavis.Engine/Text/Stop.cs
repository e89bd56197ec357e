using System.Collections.Frozen;

namespace Visavis.Engine.Text;

/// <summary>What the punctuation at the end of a token says about the text behind it.</summary>
internal enum StopKind
{
    None,
    Comma,
    Sentence,

    /// <summary>"U.S.", "etc.": a sentence end only before a word that starts one.</summary>
    SentenceBeforeStarter,

    /// <summary>"…", and a mark inside quotes ("Really?" she asked): a sentence end unless a small letter follows.</summary>
    SentenceUnlessSmall,

    /// <summary>"no." means number before a digit.</summary>
    SentenceUnlessDigit,
}

/// <summary>Reads the end of a token (a run without white space).</summary>
internal static class Stop
{
    private const string Closers = "\"'”’»›)]}」』）】》〉*";
    /// <summary>What may stand right before a word that a stop follows.</summary>
    public const string Openers = "\"'“‘«‹([{„¿¡";

    private const string SentenceMarks = ".!?…。！？｡؟।";
    private const string CommaMarks = ",;:—–，、；：،؛·";

    /// <summary>Never the end of a sentence: something always follows.</summary>
    private static readonly FrozenSet<string> Never = Set(
        "dr mr mrs ms mx prof rev hon gen col capt lt sgt maj cmdr gov sen rep pres st ste mt ft fig figs nos vol vols ch pp eq vs cf ca approx dept est " +
        "e.g i.e viz al hr hrn frau bzw z.b d.h u.a usw sog nr str mme mlle sr sra srta dra ing sig dott ul");

    /// <summary>May end a sentence.</summary>
    private static readonly FrozenSet<string> Maybe = Set("etc inc ltd co corp jr bros llc plc ave blvd rd jan feb mar apr jun jul aug sep sept oct nov dec");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> NeverBySpan = Never.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> MaybeBySpan = Maybe.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The stop at the end of <paramref name="token"/>, closing quotes and brackets seen through.</summary>
    public static StopKind At(ReadOnlySpan<char> token)
    {
        // “ closes in German; at the end of a token it cannot open.
        var core = token.TrimEnd(Closers + "“");
        var closed = core.Length < token.Length;
        if (core.IsEmpty)
        {
            return StopKind.None;
        }
        var mark = core[^1];
        if (CommaMarks.Contains(mark) || (core.Length == 1 && mark == '-') || core.EndsWith("--"))
        {
            return StopKind.Comma;
        }
        if (!SentenceMarks.Contains(mark))
        {
            return closed && token.EndsWith(')') ? StopKind.Comma : StopKind.None;
        }
        if (mark == '…' || core.EndsWith(".."))
        {
            return StopKind.SentenceUnlessSmall;
        }
        if (mark == '.')
        {
            var word = core[..^1].TrimStart(Openers);
            return AfterDot(word) is var kind && kind == StopKind.Sentence && closed ? StopKind.SentenceUnlessSmall : kind;
        }
        return closed && mark is '!' or '?' ? StopKind.SentenceUnlessSmall : StopKind.Sentence;
    }

    /// <summary>Whether a clause may end behind this mark although no space follows ("。", a long dash).</summary>
    public static bool PartsWithoutSpace(char mark) => mark is '。' or '！' or '？' or '｡' or '，' or '、' or '；' or '：' or '—' or '।' or '؟';

    public static bool IsCloser(char mark) => Closers.Contains(mark);

    /// <summary>Whether this mark, right behind a stop, is part of it ("?" "!", "." ")"); a quotation mark may also open what follows.</summary>
    public static bool Joins(char mark) => IsMark(mark) || IsCloser(mark) && mark is not ('"' or '\'' or '*');

    public static bool IsMark(char mark) => SentenceMarks.Contains(mark) || CommaMarks.Contains(mark);

    private static StopKind AfterDot(ReadOnlySpan<char> word)
    {
        if (NeverBySpan.Contains(word))
        {
            return StopKind.None;
        }
        if (word.Equals("no", StringComparison.OrdinalIgnoreCase))
        {
            return StopKind.SentenceUnlessDigit;
        }
        // "J. Smith", but "So do I." ends.
        if (word.Length == 1 && char.IsUpper(word[0]))
        {
            return word[0] == 'I' ? StopKind.SentenceBeforeStarter : StopKind.None;
        }
        return MaybeBySpan.Contains(word) || IsDotted(word) ? StopKind.SentenceBeforeStarter : StopKind.Sentence;
    }

    /// <summary>"U.S", "a.m", "p.m": single letters between dots.</summary>
    private static bool IsDotted(ReadOnlySpan<char> word)
    {
        if (word.Length < 3 || word.Length % 2 == 0)
        {
            return false;
        }
        for (var i = 0; i < word.Length; i++)
        {
            if (i % 2 == 0 ? !char.IsLetter(word[i]) : word[i] != '.')
            {
                return false;
            }
        }
        return true;
    }

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
