//! Files to drafts.
