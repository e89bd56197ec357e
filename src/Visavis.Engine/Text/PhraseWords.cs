using System.Collections.Frozen;

namespace Visavis.Engine.Text;

/// <summary>Words that tell where a phrase may be parted when no punctuation does.</summary>
internal static class PhraseWords
{
    /// <summary>A speaker may breathe before these. "of", "to" and "than" are missing: they bind too closely to what stands before.</summary>
    private static readonly FrozenSet<string> Joints = Set(
        "and or but nor because so while when whenever where which who whose that if although though since until unless before after with without " +
        "for from into onto about through throughout between among during under over above below against across behind beyond despite by at in on as " +
        "und oder aber weil dass damit wenn obwohl denn sondern mit ohne durch für gegen nach seit von bei " +
        "et ou mais donc car parce puisque quand lorsque avec sans pour dans sur " +
        "y pero porque cuando aunque mientras con sin para desde hasta " +
        "ma però perché quando mentre per senza e mas porque com sem " +
        "en maar omdat als met zonder voor i lub ale ponieważ gdy bez dla и но или потому что когда если без для");

    /// <summary>A phrase that stops behind one of these hangs in the air.</summary>
    private static readonly FrozenSet<string> Leaders = Set(
        "the a an my your his her its our their this these those is are was were be been am will would can could shall should may might must do does did " +
        "has have had of to than very not no i you he she it we they i'm it's don't what how why there's that's let's " +
        "der die das den dem des ein eine einen einem einer mein dein sein ihr unser ist sind war nicht zu ich du er sie wir " +
        "le la les un une des du de mon ma mes ton ta tes son sa ses est sont ne pas je tu il elle nous vous " +
        "el los las una unos unas mi su es son no que del al lo gli della di da o os as um uma de het een ik");

    /// <summary>Starts of sentences that tell "in the U.S. The …" from "the U.S. Army".</summary>
    private static readonly FrozenSet<string> Starters = Set(
        "the a an he she it we they i you this that these those there here but and or so if in on at for from when while what how why who where then " +
        "however also now yes no let please my your our his her its their after before as to with is are do does can will not");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> JointsBySpan = Joints.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> LeadersBySpan = Leaders.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> StartersBySpan = Starters.GetAlternateLookup<ReadOnlySpan<char>>();

    public static bool MayBreatheBefore(ReadOnlySpan<char> word) => JointsBySpan.Contains(word);

    public static bool LeadsOn(ReadOnlySpan<char> word) => JointsBySpan.Contains(word) || LeadersBySpan.Contains(word);

    public static bool StartsSentence(ReadOnlySpan<char> word) => StartersBySpan.Contains(word);

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
