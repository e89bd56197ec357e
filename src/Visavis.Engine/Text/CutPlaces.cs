namespace Visavis.Engine.Text;

/// <summary>The best places so far to part the waiting text, for when it grows too long before a stop comes.</summary>
internal struct CutPlaces
{
    /// <summary>A conjunction counts as a place to breathe only behind this many words.</summary>
    public const int WordsBeforeJoint = 3;

    /// <summary>A later clause is parted before a conjunction only behind this many words.</summary>
    private const int LaterWordsBeforeJoint = 5;

    /// <summary>The first clause is parted before a conjunction only when so many words have brought no punctuation.</summary>
    private const int FirstWords = 7;

    private const int LongWords = 12;

    /// <summary>Words that may wait so that a sentence of thirteen or fourteen is not parted shortly before its end.</summary>
    public const int MostWords = 15;

    /// <summary>Beyond this a clause ends at the next chance, whatever its words.</summary>
    private const int LongLength = 200;

    private int _commaWords;
    private int _jointWords;
    private int _lastWordEnd;

    /// <summary>Where the last comma was passed over; 0 if none was.</summary>
    public int Comma { get; private set; }

    /// <summary>Where the last word began that a speaker may breathe before.</summary>
    public int Joint { get; private set; }

    public readonly bool HasComma => _commaWords > 0;

    public readonly bool HasLateComma => _commaWords >= WordsBeforeJoint;

    public readonly bool HasJoint => _jointWords >= WordsBeforeJoint;

    public void NoteComma(int at, int words) => (Comma, _commaWords) = (at, words);

    public void NoteJoint(int at, int words)
    {
        if (words >= WordsBeforeJoint)
        {
            (Joint, _jointWords) = (at, words);
        }
    }

    /// <summary>
    /// The token from <paramref name="token"/> to <paramref name="at"/> has ended without a stop: the place to cut if that makes too many
    /// words, else −1.
    /// </summary>
    /// <param name="words">Words through this token.</param>
    /// <param name="solidWord">Whether the token is a word that another need not follow.</param>
    /// <param name="begun">Whether the session has had its first clause.</param>
    public int AfterToken(int token, int at, int words, bool solidWord, bool begun, out ClauseEnd end)
    {
        end = ClauseEnd.Open;
        if (!begun && words >= FirstWords && HasJoint)
        {
            return Joint - 1;
        }
        if (words < MostWords && at < LongLength)
        {
            _lastWordEnd = words <= LongWords && solidWord ? at : _lastWordEnd;
            return -1;
        }
        if (HasLateComma)
        {
            end = ClauseEnd.Comma;
            return Comma;
        }
        if (_jointWords >= LaterWordsBeforeJoint)
        {
            return Joint - 1;
        }
        return _lastWordEnd is > 0 and <= LongLength ? _lastWordEnd : token > 1 ? token - 1 : at;
    }
}
